/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A V4L2 camera, its buffers mapped. Plain formats are preferred where they come fast enough; else MJPEG. */
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "camera/convert.h"
#include "camera/jpeg.h"
#include "camera/moment.h"
#include "camera/source.h"
#include "common/exit_status.h"

#define BUFFERS 4
#define DEVICES 64
#define SILENCE_MS 5000 /* a camera that gives nothing for this long has failed */
#define POLL_MS 200
#define USUAL_WIDTH 1280
#define USUAL_HEIGHT 720
#define SMOOTH 15 /* frames a second that a plain format must reach to be preferred */

typedef struct {
  void *bytes;
  size_t size;
} mapping_t;

typedef struct {
  int device;
  mapping_t mappings[BUFFERS];
  uint32_t count;
  uint32_t width, height, stride;
  enum AVPixelFormat format; /* AV_PIX_FMT_NONE: MJPEG */
  jpeg_t jpeg;
  AVFrame *picture;
  converter_t converter;
  int silent; /* milliseconds without a frame */
  bool streaming;
} v4l2_t;

typedef struct {
  uint32_t fourcc;
  enum AVPixelFormat format;
} known_t;

/* The best first. */
static const known_t known[] = {
    {V4L2_PIX_FMT_YUV420, AV_PIX_FMT_YUV420P}, {V4L2_PIX_FMT_NV12, AV_PIX_FMT_NV12},
    {V4L2_PIX_FMT_YUYV, AV_PIX_FMT_YUYV422},   {V4L2_PIX_FMT_UYVY, AV_PIX_FMT_UYVY422},
    {V4L2_PIX_FMT_MJPEG, AV_PIX_FMT_NONE},     {V4L2_PIX_FMT_JPEG, AV_PIX_FMT_NONE}};
#define KNOWN (sizeof known / sizeof *known)

static int v4l2_ask(int device, unsigned long request, void *argument)
{
  int result;
  do
    result = ioctl(device, request, argument);
  while (result < 0 && errno == EINTR);
  return result;
}

static bool v4l2_captures(int device, struct v4l2_capability *capability)
{
  if (v4l2_ask(device, VIDIOC_QUERYCAP, capability) < 0)
    return false;
  uint32_t can =
      capability->capabilities & V4L2_CAP_DEVICE_CAPS ? capability->device_caps : capability->capabilities;
  return (can & V4L2_CAP_VIDEO_CAPTURE) && (can & V4L2_CAP_STREAMING);
}

bool source_v4l2_first(char *path, size_t room)
{
  struct v4l2_capability capability;
  for (int i = 0; i < DEVICES; i++) {
    snprintf(path, room, "/dev/video%d", i);
    int device = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (device < 0)
      continue;
    bool captures = v4l2_captures(device, &capability);
    close(device);
    if (captures)
      return true;
  }
  return false;
}

/* Frames a second that the device offers at most for a format and size; 0 where it does not say. */
static uint32_t v4l2_fastest(int device, const struct v4l2_pix_format *picture)
{
  uint32_t fastest = 0;
  struct v4l2_frmivalenum interval = {
      .pixel_format = picture->pixelformat, .width = picture->width, .height = picture->height};
  for (; v4l2_ask(device, VIDIOC_ENUM_FRAMEINTERVALS, &interval) == 0; interval.index++) {
    struct v4l2_fract least =
        interval.type == V4L2_FRMIVAL_TYPE_DISCRETE ? interval.discrete : interval.stepwise.min;
    uint32_t rate = least.numerator > 0 ? least.denominator / least.numerator : 0;
    fastest = rate > fastest ? rate : fastest;
    if (interval.type != V4L2_FRMIVAL_TYPE_DISCRETE)
      break;
  }
  return fastest;
}

/* Try each known format at the wanted size; keep the first that is fast enough, else the fastest. */
static bool v4l2_choose(const v4l2_t *own, const source_wanted_t *wanted, struct v4l2_format *chosen,
                        enum AVPixelFormat *format)
{
  uint32_t best = 0, enough = wanted->rate < SMOOTH ? wanted->rate : SMOOTH;
  bool found = false;
  for (size_t i = 0; i < KNOWN; i++) {
    struct v4l2_format tried = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
    tried.fmt.pix.pixelformat = known[i].fourcc;
    tried.fmt.pix.width = wanted->width > 0 ? wanted->width : USUAL_WIDTH;
    tried.fmt.pix.height = wanted->height > 0 ? wanted->height : USUAL_HEIGHT;
    tried.fmt.pix.field = V4L2_FIELD_NONE;
    if (v4l2_ask(own->device, VIDIOC_TRY_FMT, &tried) < 0 || tried.fmt.pix.pixelformat != known[i].fourcc)
      continue;
    uint32_t rate = v4l2_fastest(own->device, &tried.fmt.pix);
    if (rate == 0)
      rate = enough; /* it does not say: taken at its word */
    if (found && rate <= best)
      continue;
    *chosen = tried;
    *format = known[i].format;
    best = rate;
    found = true;
    if (rate >= enough)
      break;
  }
  return found;
}

static bool v4l2_refuse(failure_t *failure, const source_t *source, const char *what)
{
  return failure_set(failure, EXIT_SOURCE, "cannot %s the camera %s: %s", what, source->name,
                     strerror(errno));
}

static bool v4l2_set_format(source_t *source, const source_wanted_t *wanted, failure_t *failure)
{
  v4l2_t *own = source->own;
  struct v4l2_format chosen;
  if (!v4l2_choose(own, wanted, &chosen, &own->format))
    return failure_set(
        failure, EXIT_SOURCE,
        "the camera %s gives none of the formats that Pinhole reads (YU12, NV12, YUYV, UYVY, MJPEG)",
        source->name);
  if (v4l2_ask(own->device, VIDIOC_S_FMT, &chosen) < 0)
    return v4l2_refuse(failure, source, "set the format of");
  own->width = chosen.fmt.pix.width;
  own->height = chosen.fmt.pix.height;
  own->stride = chosen.fmt.pix.bytesperline;
  struct v4l2_streamparm rate = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE};
  rate.parm.capture.timeperframe = (struct v4l2_fract){1, wanted->rate};
  source->rate = wanted->rate;
  if (v4l2_ask(own->device, VIDIOC_S_PARM, &rate) == 0 && rate.parm.capture.timeperframe.numerator > 0) {
    uint32_t given = rate.parm.capture.timeperframe.denominator / rate.parm.capture.timeperframe.numerator;
    source->rate = given < 1 ? 1 : given > 60 ? 60 : given;
  }
  return source_size(source, own->width, own->height, wanted, failure);
}

static bool v4l2_map(source_t *source, failure_t *failure)
{
  v4l2_t *own = source->own;
  struct v4l2_requestbuffers request = {
      .count = BUFFERS, .type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
  if (v4l2_ask(own->device, VIDIOC_REQBUFS, &request) < 0)
    return v4l2_refuse(failure, source, errno == EBUSY ? "use (another program does)" : "get buffers of");
  for (uint32_t i = 0; i < request.count && i < BUFFERS; i++) {
    struct v4l2_buffer buffer = {.index = i, .type = request.type, .memory = request.memory};
    if (v4l2_ask(own->device, VIDIOC_QUERYBUF, &buffer) < 0)
      return v4l2_refuse(failure, source, "get buffers of");
    void *bytes = mmap(NULL, buffer.length, PROT_READ, MAP_SHARED, own->device, buffer.m.offset);
    if (bytes == MAP_FAILED)
      return v4l2_refuse(failure, source, "map buffers of");
    own->mappings[own->count++] = (mapping_t){bytes, buffer.length};
    if (v4l2_ask(own->device, VIDIOC_QBUF, &buffer) < 0)
      return v4l2_refuse(failure, source, "queue buffers of");
  }
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  own->streaming = own->count > 0 && v4l2_ask(own->device, VIDIOC_STREAMON, &type) == 0;
  return own->streaming || v4l2_refuse(failure, source, "start");
}

static bool v4l2_open_reader(v4l2_t *own, failure_t *failure)
{
  own->picture = av_frame_alloc();
  if (own->picture && (own->format != AV_PIX_FMT_NONE || jpeg_open(&own->jpeg)))
    return true;
  return failure_set(failure, EXIT_FAILED, "there is no memory for the camera's pictures");
}

/* Lay the mapped bytes out as a picture. */
static bool v4l2_plain(const v4l2_t *own, uint8_t *start, size_t size, AVFrame *picture)
{
  size_t luma = (size_t)own->stride * own->height;
  bool planar = own->format == AV_PIX_FMT_YUV420P, semi = own->format == AV_PIX_FMT_NV12;
  if (size < (planar || semi ? luma * 3 / 2 : luma))
    return false;
  picture->format = own->format;
  picture->width = (int)own->width;
  picture->height = (int)own->height;
  picture->data[0] = start;
  picture->linesize[0] = (int)own->stride;
  if (planar || semi) {
    picture->data[1] = start + luma;
    picture->linesize[1] = (int)(semi ? own->stride : own->stride / 2);
  }
  if (planar) {
    picture->data[2] = start + luma + luma / 4;
    picture->linesize[2] = (int)own->stride / 2;
  }
  return true;
}

static enum source_result v4l2_give(source_t *source, const struct v4l2_buffer *buffer, frame_t **frame)
{
  v4l2_t *own = source->own;
  uint8_t *bytes = own->mappings[buffer->index].bytes;
  if ((buffer->flags & V4L2_BUF_FLAG_ERROR) || buffer->bytesused == 0)
    return SOURCE_NOTHING;
  bool is_jpeg = own->format == AV_PIX_FMT_NONE;
  bool good = is_jpeg ? jpeg_read(&own->jpeg, bytes, buffer->bytesused, own->picture)
                      : v4l2_plain(own, bytes, buffer->bytesused, own->picture);
  *frame = good ? source_frame(source) : NULL;
  if (*frame && !convert_picture(&own->converter, own->picture, *frame)) {
    frame_release(*frame);
    *frame = NULL;
  }
  if (*frame) {
    (*frame)->time = moment_now();
    (*frame)->wall = moment_wall();
    (*frame)->full_range = is_jpeg;
  }
  return *frame ? SOURCE_FRAME : SOURCE_NOTHING;
}

static enum source_result v4l2_silent(source_t *source, failure_t *failure)
{
  v4l2_t *own = source->own;
  own->silent += POLL_MS;
  if (own->silent < SILENCE_MS)
    return SOURCE_NOTHING;
  failure_set(failure, EXIT_SOURCE, "the camera %s gives no pictures", source->name);
  return SOURCE_FAILED;
}

static enum source_result v4l2_read(source_t *source, frame_t **frame, failure_t *failure)
{
  v4l2_t *own = source->own;
  struct pollfd ready = {.fd = own->device, .events = POLLIN};
  struct v4l2_buffer buffer = {.type = V4L2_BUF_TYPE_VIDEO_CAPTURE, .memory = V4L2_MEMORY_MMAP};
  if (poll(&ready, 1, POLL_MS) == 0)
    return v4l2_silent(source, failure);
  if (v4l2_ask(own->device, VIDIOC_DQBUF, &buffer) < 0) {
    if (errno == EAGAIN && !(ready.revents & (POLLERR | POLLHUP)))
      return SOURCE_NOTHING;
    v4l2_refuse(failure, source, "read from");
    return SOURCE_FAILED;
  }
  own->silent = 0;
  enum source_result result = buffer.index < own->count ? v4l2_give(source, &buffer, frame) : SOURCE_NOTHING;
  if (v4l2_ask(own->device, VIDIOC_QBUF, &buffer) == 0 || result == SOURCE_FRAME)
    return result;
  v4l2_refuse(failure, source, "queue buffers of");
  return SOURCE_FAILED;
}

static void v4l2_close(source_t *source)
{
  v4l2_t *own = source->own;
  int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (own->streaming)
    v4l2_ask(own->device, VIDIOC_STREAMOFF, &type);
  for (uint32_t i = 0; i < own->count; i++)
    munmap(own->mappings[i].bytes, own->mappings[i].size);
  if (own->device >= 0)
    close(own->device);
  jpeg_close(&own->jpeg);
  av_frame_free(&own->picture);
  convert_free(&own->converter);
  free(own);
}

static const source_kind_t v4l2_kind = {v4l2_read, v4l2_close};

bool source_v4l2_open(source_t *source, const char *device, const source_wanted_t *wanted, failure_t *failure)
{
  struct v4l2_capability capability;
  v4l2_t *own = calloc(1, sizeof *own);
  if (!own)
    return failure_set(failure, EXIT_FAILED, "there is no memory for the source");
  source->own = own;
  source->kind = &v4l2_kind;
  snprintf(source->name, sizeof source->name, "%s", device);
  own->device = open(device, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (own->device < 0)
    return v4l2_refuse(failure, source, "open");
  if (!v4l2_captures(own->device, &capability))
    return failure_set(failure, EXIT_SOURCE, "%s is not a camera that captures into memory", device);
  snprintf(source->name, sizeof source->name, "%.60s (%.32s)", device, (const char *)capability.card);
  return v4l2_set_format(source, wanted, failure) && v4l2_open_reader(own, failure) &&
         v4l2_map(source, failure);
}
