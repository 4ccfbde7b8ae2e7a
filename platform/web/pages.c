/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "web/pages.h"

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

/* The pages hold nothing of anybody's; a browser may keep them, and asks whether they are still the same. */
enum MHD_Result page_get(const request_t *request)
{
  if (request->captive != CAPTIVE_NONE)
    return captive_get(request);
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
