/* SPDX-License-Identifier: GPL-2.0-or-later */
/* the V4L2 source against a camera that this test plays: system calls on its device are answered here (the
   program is linked with --wrap), all others go to the kernel. */
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <turbojpeg.h>

#include "camera/jpeg.h"
#include "camera/source.h"
#include "camera_kit.h"
#include "common/exit_status.h"

#define WIDTH 64
#define HEIGHT 48
#define SIZE ((size_t)WIDTH * HEIGHT * 2)
#define PLAYED "/dev/video5"

/* What the played camera is and how it fares. */
static struct {
  int device; /* a descriptor that is open on something harmless */
  uint32_t formats[3];
  uint32_t rates[3]; /* at most, of each format; 0: does not say */
  uint32_t chosen;
  uint8_t *buffers[8];
  bool queued[8];
  uint32_t next;   /* buffer that is filled next */
  uint32_t number; /* of the frame */
  bool streaming, silent, unplugged, busy, damaged;
  uint8_t *jpeg; /* what MJPEG frames are */
  size_t jpeg_size;
} played;

int __real_open(const char *path, int flags, ...);
int __real_ioctl(int file, unsigned long request, ...);
void *__real_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
int __real_munmap(void *address, size_t size);
int __real_poll(struct pollfd *files, nfds_t count, int timeout);
int __wrap_open(const char *path, int flags, ...);
int __wrap_ioctl(int file, unsigned long request, ...);
void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
int __wrap_munmap(void *address, size_t size);
int __wrap_poll(struct pollfd *files, nfds_t count, int timeout);

static int refuse(int error)
{
  errno = error;
  return -1;
}

int __wrap_open(const char *path, int flags, ...)
{
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if (strncmp(path, "/dev/video", 10) != 0)
    return __real_open(path, flags, mode);
  if (strcmp(path, PLAYED) != 0)
    return refuse(ENOENT);
  played.device = __real_open("/dev/null", O_RDWR | O_CLOEXEC);
  return played.device;
}

static int offers(uint32_t format)
{
  for (int i = 0; i < 3; i++) {
    if (format != 0 && played.formats[i] == format)
      return i;
  }
  return -1;
}

static int try_format(struct v4l2_format *format)
{
  if (offers(format->fmt.pix.pixelformat) < 0)
    format->fmt.pix.pixelformat = played.formats[0];
  format->fmt.pix.width = WIDTH;
  format->fmt.pix.height = HEIGHT;
  format->fmt.pix.bytesperline = format->fmt.pix.pixelformat == V4L2_PIX_FMT_YUYV ? WIDTH * 2 : WIDTH;
  return 0;
}

static int tell_interval(struct v4l2_frmivalenum *interval)
{
  int format = offers(interval->pixel_format);
  if (format < 0 || interval->index > 0 || played.rates[format] == 0)
    return refuse(EINVAL);
  interval->type = V4L2_FRMIVAL_TYPE_DISCRETE;
  interval->discrete = (struct v4l2_fract){1, played.rates[format]};
  return 0;
}

/* Luma grows by one with each frame. */
static int give_buffer(struct v4l2_buffer *buffer)
{
  if (played.unplugged)
    return refuse(ENODEV);
  if (!played.streaming || !played.queued[played.next])
    return refuse(EAGAIN);
  buffer->index = played.next;
  buffer->flags = played.damaged ? V4L2_BUF_FLAG_ERROR : 0;
  buffer->bytesused = played.chosen == V4L2_PIX_FMT_YUYV ? SIZE : WIDTH * HEIGHT * 3 / 2;
  if (played.chosen == V4L2_PIX_FMT_MJPEG) {
    buffer->bytesused = (uint32_t)played.jpeg_size;
    memcpy(played.buffers[played.next], played.jpeg, played.jpeg_size);
    played.queued[played.next] = false;
    played.next = (played.next + 1) % 4;
    return 0;
  }
  memset(played.buffers[played.next], 128, SIZE);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    played.buffers[played.next][played.chosen == V4L2_PIX_FMT_YUYV ? i * 2 : i] =
        (uint8_t)(50 + played.number);
  played.number++;
  played.queued[played.next] = false;
  played.next = (played.next + 1) % 4;
  return 0;
}

static int answer(unsigned long request, void *argument)
{
  struct v4l2_buffer *buffer = argument;
  switch (request) {
  case VIDIOC_QUERYCAP:
    *(struct v4l2_capability *)argument = (struct v4l2_capability){
        .card = "Played", .capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING};
    return 0;
  case VIDIOC_TRY_FMT:
    return try_format(argument);
  case VIDIOC_S_FMT:
    played.chosen = ((struct v4l2_format *)argument)->fmt.pix.pixelformat;
    return try_format(argument);
  case VIDIOC_ENUM_FRAMEINTERVALS:
    return tell_interval(argument);
  case VIDIOC_S_PARM:
    ((struct v4l2_streamparm *)argument)->parm.capture.timeperframe = (struct v4l2_fract){1, 20};
    return 0;
  case VIDIOC_REQBUFS:
    return played.busy ? refuse(EBUSY) : 0;
  case VIDIOC_QUERYBUF:
    buffer->length = SIZE;
    buffer->m.offset = buffer->index * SIZE;
    return 0;
  case VIDIOC_QBUF:
    played.queued[buffer->index] = true;
    return 0;
  case VIDIOC_DQBUF:
    return give_buffer(buffer);
  case VIDIOC_STREAMON:
  case VIDIOC_STREAMOFF:
    played.streaming = request == VIDIOC_STREAMON;
    return 0;
  default:
    return refuse(ENOTTY);
  }
}

int __wrap_ioctl(int file, unsigned long request, ...)
{
  va_list arguments;
  va_start(arguments, request);
  void *argument = va_arg(arguments, void *);
  va_end(arguments);
  return file == played.device && file > 0 ? answer(request, argument)
                                           : __real_ioctl(file, request, argument);
}

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
  if (file != played.device || file <= 0)
    return __real_mmap(address, size, protection, flags, file, offset);
  played.buffers[offset / SIZE] = malloc(size);
  return played.buffers[offset / SIZE];
}

int __wrap_munmap(void *address, size_t size)
{
  for (int i = 0; i < 8; i++) {
    if (address && played.buffers[i] == address) {
      free(address);
      played.buffers[i] = NULL;
      return 0;
    }
  }
  return __real_munmap(address, size);
}

int __wrap_poll(struct pollfd *files, nfds_t count, int timeout)
{
  if (count != 1 || files->fd != played.device)
    return __real_poll(files, count, timeout);
  files->revents = played.unplugged ? POLLERR : POLLIN;
  return played.silent ? 0 : 1;
}

static bool stop;
static failure_t failure;
static const source_wanted_t wanted = {.rate = 30, .stop = &stop};

static void setup(void)
{
  memset(&played, 0, sizeof played);
  played.formats[0] = V4L2_PIX_FMT_YUYV;
}

static source_t *open_played(const char *text)
{
  source_t *source = source_open(text, &wanted, &failure);
  ck_assert_msg(source != NULL, "%s", failure.text);
  return source;
}

static void refused(const char *says)
{
  ck_assert_ptr_null(source_open(PLAYED, &wanted, &failure));
  ck_assert_int_eq(failure.status, EXIT_SOURCE);
  ck_assert_msg(strstr(failure.text, says) != NULL, "%s", failure.text);
}

static void sees_frames(source_t *source)
{
  for (int i = 0; i < 12; i++) {
    frame_t *frame;
    ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_FRAME);
    ck_assert_int_eq(frame->plane[0][7 * frame->stride[0] + 9], 50 + i);
    ck_assert_int_eq(frame->plane[1][7 * frame->stride[1] + 9], 128);
    frame_release(frame);
  }
}

START_TEST(finds_the_first_camera_that_captures)
{
  source_t *source = open_played("auto");
  ck_assert_str_eq(source->name, PLAYED " (Played)");
  ck_assert_uint_eq(source->width, WIDTH);
  ck_assert_uint_eq(source->height, HEIGHT);
  ck_assert_uint_eq(source->rate, 20); /* as the camera set it */
  sees_frames(source);
  source_close(source);
  ck_assert(!played.streaming);
  for (int i = 0; i < 8; i++)
    ck_assert_ptr_null(played.buffers[i]);
}
END_TEST

START_TEST(reads_planar_and_semiplanar_pictures)
{
  static const uint32_t formats[] = {V4L2_PIX_FMT_YUV420, V4L2_PIX_FMT_NV12};
  for (int i = 0; i < 2; i++) {
    setup();
    played.formats[0] = formats[i];
    source_t *source = open_played(PLAYED);
    sees_frames(source);
    source_close(source);
  }
}
END_TEST

/* A picture as a camera sends it: dark at the left, light at the right. */
static void play_jpeg(int sampling)
{
  static uint8_t rgb[HEIGHT][WIDTH][3];
  unsigned long size = 0;
  unsigned char *bytes = NULL;
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++)
      memset(rgb[y][x], x < WIDTH / 2 ? 40 : 200, 3);
  }
  tjhandle writer = tjInitCompress();
  ck_assert_int_eq(tjCompress2(writer, rgb[0][0], WIDTH, 0, HEIGHT, TJPF_RGB, &bytes, &size, sampling, 90, 0),
                   0);
  tjDestroy(writer);
  ck_assert(size + 64 <= SIZE);
  played.jpeg = bytes;
  played.jpeg_size = size;
  played.formats[0] = V4L2_PIX_FMT_MJPEG;
}

static void sees_the_picture(source_t *source)
{
  frame_t *frame;
  ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_FRAME);
  ck_assert(frame->full_range);
  ck_assert_int_le(abs(frame->plane[0][20 * frame->stride[0] + 10] - 40), 3);
  ck_assert_int_le(abs(frame->plane[0][20 * frame->stride[0] + 50] - 200), 3);
  ck_assert_int_le(abs(frame->plane[1][10 * frame->stride[1] + 10] - 128), 3);
  frame_release(frame);
}

START_TEST(reads_mjpeg)
{
  static const int samplings[] = {TJSAMP_420, TJSAMP_422, TJSAMP_444, TJSAMP_GRAY};
  for (int i = 0; i < 4; i++) {
    setup();
    play_jpeg(samplings[i]);
    source_t *source = open_played(PLAYED);
    ck_assert_uint_eq(played.chosen, V4L2_PIX_FMT_MJPEG);
    sees_the_picture(source);
    sees_the_picture(source);
    source_close(source);
    tjFree(played.jpeg);
  }
}
END_TEST

/* Take the segments with a marker out of the picture. */
static void jpeg_drop(uint8_t marker)
{
  for (size_t at = 2; at + 4 < played.jpeg_size && played.jpeg[at + 1] != 0xda;) {
    size_t length = 2 + (size_t)played.jpeg[at + 2] * 256 + played.jpeg[at + 3];
    if (played.jpeg[at + 1] != marker) {
      at += length;
      continue;
    }
    memmove(played.jpeg + at, played.jpeg + at + length, played.jpeg_size - at - length);
    played.jpeg_size -= length;
  }
}

START_TEST(reads_mjpeg_without_tables_and_with_zeros_after_it)
{
  play_jpeg(TJSAMP_422);
  size_t whole = played.jpeg_size;
  jpeg_drop(0xc4); /* as cameras leave them out (AVI1) */
  ck_assert(played.jpeg_size + 300 < whole);
  memset(played.jpeg + played.jpeg_size, 0, 32);
  played.jpeg_size += 32;
  source_t *source = open_played(PLAYED);
  sees_the_picture(source);
  source_close(source);
  tjFree(played.jpeg);
}
END_TEST

START_TEST(passes_mjpeg_over_that_is_not_whole)
{
  frame_t *frame;
  play_jpeg(TJSAMP_420);
  size_t whole = played.jpeg_size;
  source_t *source = open_played(PLAYED);
  for (played.jpeg_size = 1; played.jpeg_size < whole;
       played.jpeg_size += played.jpeg_size < whole - 3 ? 7 : 1)
    ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_NOTHING);
  played.jpeg_size = whole;
  sees_the_picture(source);
  source_close(source);
  tjFree(played.jpeg);
}
END_TEST

START_TEST(prefers_a_plain_format_that_is_fast_enough)
{
  played.formats[1] = V4L2_PIX_FMT_MJPEG;
  played.rates[0] = 20;
  played.rates[1] = 60;
  source_close(open_played(PLAYED));
  ck_assert_uint_eq(played.chosen, V4L2_PIX_FMT_YUYV);
  played.rates[0] = 10;
  source_close(open_played(PLAYED));
  ck_assert_uint_eq(played.chosen, V4L2_PIX_FMT_MJPEG);
  played.rates[0] = 0; /* it does not say: taken at its word */
  source_close(open_played(PLAYED));
  ck_assert_uint_eq(played.chosen, V4L2_PIX_FMT_YUYV);
}
END_TEST

START_TEST(says_what_is_wrong)
{
  played.busy = true;
  refused("another program");
  setup();
  played.formats[0] = v4l2_fourcc('H', '2', '6', '4');
  refused("none of the formats");
}
END_TEST

START_TEST(passes_damaged_frames_over)
{
  source_t *source = open_played(PLAYED);
  frame_t *frame;
  played.damaged = true;
  for (int i = 0; i < 10; i++)
    ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_NOTHING);
  played.damaged = false;
  ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_FRAME);
  frame_release(frame);
  source_close(source);
}
END_TEST

START_TEST(an_unplugged_camera_has_failed)
{
  source_t *source = open_played(PLAYED);
  frame_t *frame;
  played.unplugged = true;
  ck_assert_int_eq(source_read(source, &frame, &failure), SOURCE_FAILED);
  ck_assert_msg(strstr(failure.text, "No such device") != NULL, "%s", failure.text);
  source_close(source);
}
END_TEST

START_TEST(a_silent_camera_has_failed_after_five_seconds)
{
  source_t *source = open_played(PLAYED);
  frame_t *frame;
  int looks = 1;
  played.silent = true;
  while (source_read(source, &frame, &failure) == SOURCE_NOTHING)
    looks++;
  ck_assert_int_eq(looks, 25); /* of 200 ms */
  ck_assert_msg(strstr(failure.text, "gives no pictures") != NULL, "%s", failure.text);
  source_close(source);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("v4l2");
  TCase *tests = tcase_create("v4l2");
  tcase_add_checked_fixture(tests, setup, NULL);
  tcase_add_test(tests, finds_the_first_camera_that_captures);
  tcase_add_test(tests, reads_planar_and_semiplanar_pictures);
  tcase_add_test(tests, reads_mjpeg);
  tcase_add_test(tests, reads_mjpeg_without_tables_and_with_zeros_after_it);
  tcase_add_test(tests, passes_mjpeg_over_that_is_not_whole);
  tcase_add_test(tests, prefers_a_plain_format_that_is_fast_enough);
  tcase_add_test(tests, says_what_is_wrong);
  tcase_add_test(tests, passes_damaged_frames_over);
  tcase_add_test(tests, an_unplugged_camera_has_failed);
  tcase_add_test(tests, a_silent_camera_has_failed_after_five_seconds);
  suite_add_tcase(suite, tests);
  return unit_main("v4l2", suite);
}
