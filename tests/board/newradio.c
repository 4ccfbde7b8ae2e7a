/* SPDX-License-Identifier: GPL-2.0-or-later */
/* newradio [station]: one more radio of mac80211_hwsim; with "station" one that joins networks and cannot be an access
   point. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>

/* Of the kernel's mac80211_hwsim.h and nl80211.h. */
enum { HWSIM_NEW_RADIO = 4 };
enum { HWSIM_INTERFACE_TYPES = 23 };
#define STATION (1u << 2)

int main(int argc, char **argv)
{
  struct nl_sock *kernel = nl_socket_alloc();
  if (kernel == NULL || genl_connect(kernel) != 0) {
    fputs("newradio: no generic netlink\n", stderr);
    return 1;
  }
  int family = genl_ctrl_resolve(kernel, "MAC80211_HWSIM");
  struct nl_msg *message = nlmsg_alloc();
  if (family < 0 || message == NULL) {
    fputs("newradio: mac80211_hwsim is not loaded\n", stderr);
    return 1;
  }
  genlmsg_put(message, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, NLM_F_ACK, HWSIM_NEW_RADIO, 1);
  if (argc > 1 && strcmp(argv[1], "station") == 0)
    nla_put_u32(message, HWSIM_INTERFACE_TYPES, STATION);
  int code = nl_send_sync(kernel, message); /* lets go of the message */
  if (code < 0)
    fprintf(stderr, "newradio: the kernel makes no radio: %s\n", nl_geterror(code));
  nl_socket_free(kernel);
  return code < 0 ? 1 : 0;
}
