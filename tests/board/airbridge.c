/* SPDX-License-Identifier: GPL-2.0-or-later */
/* airbridge PORT RADIO...: the air between the radios of mac80211_hwsim, in this machine and in another.
   Every frame that a radio sends is given to the other radios named here and written to PORT; what comes from PORT is
   given to all of them. A frame on PORT: its length, frequency in MHz and signal in dBm, 32 bits each, little endian, then
   its bytes.
   Every frame to one receiver counts as acknowledged. RADIO: the driver's own address of it, 42:00:00:00:NN:00. */
#include <fcntl.h>
#include <netinet/ether.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>

/* Of the kernel's mac80211_hwsim.h, which no package has. */
enum { HWSIM_REGISTER = 1, HWSIM_FRAME = 2, HWSIM_SENT = 3 };
enum {
  RECEIVER = 1,
  TRANSMITTER,
  FRAME,
  FLAGS,
  RATE,
  SIGNAL,
  RATES,
  COOKIE,
  FREQUENCY = 19,
  ATTRIBUTES = 32
};

#define RADIOS 8
#define FRAME_MAX 4000
#define HEARD_AT (-50) /* dBm */
#define ACKNOWLEDGED 4u

typedef struct {
  uint32_t length;
  uint32_t frequency;
  int32_t signal;
  uint8_t bytes[FRAME_MAX];
} frame_t;
#define HEADING 12u /* what lies before the bytes */

static struct nl_sock *kernel;
static int family;
static int port = -1;
static uint8_t radios[RADIOS][6];
static int radio_count;

static struct nl_msg *message(uint8_t command)
{
  struct nl_msg *made = nlmsg_alloc();
  genlmsg_put(made, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, 0, command, 1);
  return made;
}

static void message_send(struct nl_msg *made)
{
  nl_send_auto(kernel, made);
  nlmsg_free(made);
}

/* Give a frame to the radios of this machine, all but its sender. */
static void frame_deliver(const frame_t *frame, const uint8_t *sender)
{
  for (int i = 0; i < radio_count; i++) {
    if (sender != NULL && memcmp(radios[i], sender, 6) == 0)
      continue;
    struct nl_msg *made = message(HWSIM_FRAME);
    nla_put(made, RECEIVER, 6, radios[i]);
    nla_put(made, FRAME, (int)frame->length, frame->bytes);
    nla_put_u32(made, RATE, 1);
    nla_put_u32(made, SIGNAL, (uint32_t)frame->signal);
    if (frame->frequency != 0)
      nla_put_u32(made, FREQUENCY, frame->frequency);
    message_send(made);
  }
}

/* Write a whole frame; where nobody is at the other end it is lost. */
static void port_write(const void *data, size_t length)
{
  const uint8_t *bytes = data;
  for (size_t done = 0; done < length;) {
    struct pollfd ready = {.fd = port, .events = POLLOUT};
    poll(&ready, 1, 100);
    if ((ready.revents & POLLHUP) != 0)
      return;
    ssize_t written = write(port, bytes + done, length - done);
    done += written > 0 ? (size_t)written : 0;
  }
}

/* Tell the sender's driver that its frame went out. */
static void frame_sent(struct nlattr *const *fields, uint32_t flags, bool to_one)
{
  struct nl_msg *made = message(HWSIM_SENT);
  int8_t rates[32] = {0};
  nla_put(made, TRANSMITTER, 6, nla_data(fields[TRANSMITTER]));
  nla_put_u32(made, FLAGS, flags | (to_one ? ACKNOWLEDGED : 0));
  nla_put_u32(made, SIGNAL, (uint32_t)HEARD_AT);
  if (fields[RATES] != NULL) { /* pairs of rate and tries: the first, once */
    int length = nla_len(fields[RATES]) < 32 ? nla_len(fields[RATES]) : 32;
    memcpy(rates, nla_data(fields[RATES]), (size_t)length);
    rates[1] = 1;
    rates[2] = -1;
    nla_put(made, RATES, length, rates);
  }
  if (fields[COOKIE] != NULL)
    nla_put(made, COOKIE, nla_len(fields[COOKIE]), nla_data(fields[COOKIE]));
  message_send(made);
}

static int kernel_frame(struct nl_msg *received, void *unused)
{
  (void)unused;
  struct nlmsghdr *header = nlmsg_hdr(received);
  struct nlattr *fields[ATTRIBUTES + 1];
  frame_t frame;
  const struct genlmsghdr *command = nlmsg_data(header);
  if (header->nlmsg_type != family || command->cmd != HWSIM_FRAME ||
      genlmsg_parse(header, 0, fields, ATTRIBUTES, NULL) != 0 || fields[TRANSMITTER] == NULL ||
      fields[FRAME] == NULL || nla_len(fields[FRAME]) > FRAME_MAX || nla_len(fields[FRAME]) < 10)
    return NL_OK;
  frame.length = (uint32_t)nla_len(fields[FRAME]);
  frame.frequency = fields[FREQUENCY] != NULL ? nla_get_u32(fields[FREQUENCY]) : 0;
  frame.signal = HEARD_AT;
  memcpy(frame.bytes, nla_data(fields[FRAME]), frame.length);
  frame_sent(fields, fields[FLAGS] != NULL ? nla_get_u32(fields[FLAGS]) : 0, (frame.bytes[4] & 1) == 0);
  frame_deliver(&frame, nla_data(fields[TRANSMITTER]));
  if (port >= 0)
    port_write(&frame, HEADING + frame.length);
  return NL_OK;
}

static int kernel_error(struct sockaddr_nl *from, struct nlmsgerr *error, void *unused)
{
  (void)from, (void)error, (void)unused;
  return NL_SKIP; /* a radio that is not there any more */
}

static void port_read(void)
{
  static uint8_t bytes[1 << 16];
  static size_t have;
  size_t done = 0;
  frame_t frame;
  ssize_t count = read(port, bytes + have, sizeof bytes - have);
  if (count == 0)
    poll(NULL, 0, 20); /* nobody is at the other end: the port is always readable then */
  have += count > 0 ? (size_t)count : 0;
  while (have - done >= HEADING) {
    memcpy(&frame, bytes + done, HEADING);
    if (frame.length > FRAME_MAX) {
      fprintf(stderr, "airbridge: a frame of %u bytes on the port\n", frame.length);
      done = have;
      break;
    }
    if (have - done < HEADING + frame.length)
      break;
    memcpy(frame.bytes, bytes + done + HEADING, frame.length);
    frame_deliver(&frame, NULL);
    done += HEADING + frame.length;
  }
  memmove(bytes, bytes + done, have - done);
  have -= done;
}

static bool radios_read(int count, char **texts)
{
  for (int i = 0; i < count && i < RADIOS; i++) {
    const struct ether_addr *address = ether_aton(texts[i]);
    if (address == NULL)
      return false;
    memcpy(radios[i], address, sizeof *address);
    radio_count++;
  }
  return radio_count > 0;
}

int main(int argc, char **argv)
{
  if (argc < 3 || !radios_read(argc - 2, argv + 2)) {
    fprintf(stderr, "airbridge PORT RADIO...: expected a port and 1 to %d radios, as 42:00:00:00:00:00\n",
            RADIOS);
    return 2;
  }
  port = open(argv[1], O_RDWR | O_NONBLOCK | O_CLOEXEC);
  kernel = nl_socket_alloc();
  if (port < 0 || kernel == NULL || genl_connect(kernel) != 0) {
    perror(argv[1]);
    return 1;
  }
  nl_socket_disable_seq_check(kernel);
  nl_socket_disable_auto_ack(kernel);
  nl_socket_set_buffer_size(kernel, 1 << 20, 1 << 20);
  family = genl_ctrl_resolve(kernel, "MAC80211_HWSIM");
  if (family < 0) {
    fprintf(stderr, "airbridge: the kernel has no mac80211_hwsim\n");
    return 1;
  }
  nl_socket_modify_cb(kernel, NL_CB_VALID, NL_CB_CUSTOM, kernel_frame, NULL);
  nl_socket_modify_err_cb(kernel, NL_CB_CUSTOM, kernel_error, NULL);
  message_send(message(HWSIM_REGISTER));
  nl_socket_set_nonblocking(kernel);
  for (struct pollfd ready[] = {{nl_socket_get_fd(kernel), POLLIN, 0}, {port, POLLIN, 0}};;) {
    poll(ready, 2, -1);
    if (ready[0].revents != 0)
      nl_recvmsgs_default(kernel);
    if ((ready[1].revents & (POLLIN | POLLHUP)) != 0)
      port_read();
  }
}
