/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/pages.h"

#include <stdio.h>
#include <string.h>

#include "web/server.h"

const page_t *page_find(const char *path)
{
  const char *wanted = strcmp(path, "/") == 0 ? "/index.html" : path;
  for (size_t i = 0; i < pages_embedded_count; i++)
    if (strcmp(pages_embedded[i].path, wanted) == 0)
      return &pages_embedded[i];
  return NULL;
}

/* Browsers name gzip and do not weigh it; whoever weighs (";q=") or does not name it is given the bytes as they are. */
static bool takes_gzip(const char *header)
{
  return header != NULL && strstr(header, "gzip") != NULL && strstr(header, ";q=") == NULL;
}

/* The same page over HTTPS, under the name that was asked for. */
static enum MHD_Result reply_tls(const request_t *request)
{
  char location[512];
  const char *host = request_header(request, MHD_HTTP_HEADER_HOST);
  size_t length = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
  if (snprintf(location, sizeof location, "https://%.*s:%u%s", (int)length, host, request->web->tls_port,
               request->path) >= (int)sizeof location)
    return reply_error(request, MHD_HTTP_NOT_FOUND, "not_found", "There is nothing at this address.");
  struct MHD_Response *response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
  if (response != NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, location);
  return reply(request, MHD_HTTP_TEMPORARY_REDIRECT, response);
}

/* The pages hold nothing of anybody's; a browser may keep them, and asks whether they are still the same. */
enum MHD_Result page_get(const request_t *request)
{
  if (request->captive != CAPTIVE_NONE)
    return captive_get(request);
  if (request_wants_tls(request))
    return reply_tls(request);
  const page_t *page = page_find(request->path);
  if (page == NULL)
    return reply_error(request, MHD_HTTP_NOT_FOUND, "not_found", "There is nothing at this address.");
  const char *known = request_header(request, MHD_HTTP_HEADER_IF_NONE_MATCH);
  bool same = known != NULL && strstr(known, page->tag) != NULL;
  bool packed = takes_gzip(request_header(request, MHD_HTTP_HEADER_ACCEPT_ENCODING));
  struct MHD_IoVec bytes = {.iov_base = packed ? page->packed : page->bytes,
                            .iov_len = packed ? page->packed_size : page->size};
  struct MHD_Response *response = same ? MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT)
                                       : MHD_create_response_from_iovec(&bytes, 1, NULL, NULL);
  if (response == NULL)
    return MHD_NO;
  MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, page->type);
  MHD_add_response_header(response, MHD_HTTP_HEADER_ETAG, page->tag);
  MHD_add_response_header(response, MHD_HTTP_HEADER_VARY, MHD_HTTP_HEADER_ACCEPT_ENCODING);
  if (packed && !same)
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
  MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-cache");
  return reply(request, same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response);
}
