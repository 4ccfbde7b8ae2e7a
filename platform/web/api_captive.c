/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers to a phone's look at the internet (captive.h). */
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "provision.h"
#include "web/server.h"

enum captive captive_of(const request_t *request)
{
  message_status_t status;
  identity_t who;
  if (!guard_link_status(request->web->guard, &status, NULL))
    return CAPTIVE_NONE;
  request_identity(request, &who);
  explicit_bzero(who.hash, sizeof who.hash);
  return captive_decide(request->path, host_is_home(request_header(request, MHD_HTTP_HEADER_HOST)),
                        status.setup_open != 0, who.claimed, status.provision == PROVISION_OWNER_SETUP);
}

/* The address at which this very connection reached the camera: the one that works for the asker. */
static bool own_address(const request_t *request, char *text, size_t room)
{
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  char host[64], port[8];
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info == NULL || getsockname(info->connect_fd, (struct sockaddr *)&address, &length) != 0 ||
      getnameinfo((struct sockaddr *)&address, length, host, sizeof host, port, sizeof port,
                  NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return false;
  bool six = strchr(host, ':') != NULL;
  bool usual = strcmp(port, "80") == 0;
  snprintf(text, room, "http://%s%s%s%s%s/", six ? "[" : "", host, six ? "]" : "", usual ? "" : ":",
           usual ? "" : port);
  return true;
}

enum MHD_Result captive_get(const request_t *request)
{
  char address[128];
  const captive_probe_t *probe = captive_probe(request->path);
  bool expected = request->captive == CAPTIVE_EXPECTED && probe != NULL;
  if (!expected && !own_address(request, address, sizeof address))
    return reply_error(request, MHD_HTTP_NOT_FOUND, "not_found", "There is nothing at this address.");
  const char *body = expected ? probe->body : "Set up the camera on its page.\n";
  struct MHD_IoVec bytes = {.iov_base = body, .iov_len = strlen(body)};
  struct MHD_Response *response = MHD_create_response_from_iovec(&bytes, bytes.iov_len > 0, NULL, NULL);
  if (response == NULL)
    return MHD_NO;
  if (!expected)
    MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, address);
  if (!expected || probe->type != NULL)
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, expected ? probe->type : "text/plain");
  return reply(request, expected ? probe->status : MHD_HTTP_FOUND, response);
}
