/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Live video and the newest picture. */
#include <stdlib.h>
#include <sys/socket.h>

#include "web/server.h"

#define LIVE_BLOCK 65536
#define LIVE_BACKLOG 262144 /* bytes the kernel may hold for a viewer: about a second of video */
#define LIVE_WAIT_MS 250    /* between two looks whether to go on */

typedef struct {
  request_t request; /* what is asked again and again: may this viewer still look */
  camera_live_t *live;
} viewer_t;

/* One connection is one thread, so a viewer that is slow delays nobody else. */
static ssize_t live_read(void *argument, uint64_t position, char *buffer, size_t room)
{
  viewer_t *viewer = argument;
  (void)position;
  while (!request_over(&viewer->request) && request_still_granted(&viewer->request)) {
    ssize_t size = camera_live_read(viewer->live, buffer, room, LIVE_WAIT_MS);
    if (size < 0)
      return MHD_CONTENT_READER_END_OF_STREAM;
    if (size > 0)
      return size;
  }
  return MHD_CONTENT_READER_END_OF_STREAM;
}

static void live_end(void *argument)
{
  viewer_t *viewer = argument;
  camera_live_close(viewer->live);
  free(viewer);
}

/* Video that waits in the kernel is late for good: keep that short, so that a slow viewer skips instead. */
static void bound_backlog(const request_t *request)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  const int bytes = LIVE_BACKLOG;
  if (info != NULL)
    setsockopt(info->connect_fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

enum MHD_Result live_get(const request_t *request)
{
  char type[128];
  if (!camera_mime(request->web->camera, type, sizeof type))
    return reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "no_picture",
                       "The camera has no picture yet. Wait a moment and try again.");
  viewer_t *viewer = calloc(1, sizeof *viewer);
  if (viewer == NULL)
    return MHD_NO;
  viewer->request = *request;
  viewer->live = request->head ? NULL : camera_live_open(request->web->camera);
  if (viewer->live == NULL && !request->head) {
    free(viewer);
    return reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "too_many_viewers",
                       "No further viewer can be served now. Close another one and try again.");
  }
  bound_backlog(request);
  struct MHD_Response *response =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, LIVE_BLOCK, live_read, viewer, live_end);
  if (response == NULL)
    live_end(viewer);
  else
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
  return reply(request, MHD_HTTP_OK, response);
}

enum MHD_Result snapshot_get(const request_t *request)
{
  size_t size = 0;
  int64_t width = request_number(request, "width", 0);
  uint8_t *picture = camera_snapshot_jpeg(request->web->camera, width > 4096 ? 0 : (uint32_t)width, &size);
  if (picture == NULL)
    return reply_error(request, MHD_HTTP_SERVICE_UNAVAILABLE, "no_picture",
                       "The camera has no picture yet. Wait a moment and try again.");
  return reply_bytes(request, "image/jpeg", picture, size);
}
