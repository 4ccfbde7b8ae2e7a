/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linux/address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/neighbour.h>
#include <netlink/route/route.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define DISCARD_PORT 9 /* RFC 863 */

/* libnl has error numbers of its own. */
static int code_of(int code)
{
  if (code == 0 || code == -NLE_EXIST)
    return 0;
  return code == -NLE_PERM ? -EPERM : code == -NLE_NODEV || code == -NLE_OBJ_NOTFOUND ? -ENODEV : -EIO;
}

bool address_open(address_t *address)
{
  address->socket = nl_socket_alloc();
  return address->socket != NULL && nl_connect(address->socket, NETLINK_ROUTE) == 0;
}

void address_close(address_t *address)
{
  nl_socket_free(address->socket);
  address->socket = NULL;
}

static int link_change(address_t *address, unsigned interface, bool up, struct nl_addr *mac)
{
  struct rtnl_link *change = rtnl_link_alloc();
  struct rtnl_link *link = rtnl_link_alloc();
  int code = -NLE_NOMEM;
  if (change != NULL && link != NULL) {
    rtnl_link_set_ifindex(link, (int)interface);
    if (mac != NULL)
      rtnl_link_set_addr(change, mac);
    if (up)
      rtnl_link_set_flags(change, IFF_UP);
    else
      rtnl_link_unset_flags(change, IFF_UP);
    code = rtnl_link_change(address->socket, link, change, 0);
  }
  rtnl_link_put(change);
  rtnl_link_put(link);
  return code_of(code);
}

int address_link(address_t *address, unsigned interface, bool up, const char *mac)
{
  struct nl_addr *wanted = NULL;
  int code = 0;
  if (mac[0] != '\0') {
    if (nl_addr_parse(mac, AF_LLC, &wanted) != 0)
      return -EINVAL;
    code = link_change(address, interface, false, wanted);
    nl_addr_put(wanted);
  }
  return code == 0 ? link_change(address, interface, up, NULL) : code;
}

static void addresses_drop(address_t *address, unsigned interface)
{
  struct nl_cache *all = NULL;
  if (rtnl_addr_alloc_cache(address->socket, &all) != 0)
    return;
  for (struct nl_object *object = nl_cache_get_first(all); object != NULL;
       object = nl_cache_get_next(object)) {
    struct rtnl_addr *one = (struct rtnl_addr *)object;
    if (rtnl_addr_get_ifindex(one) == (int)interface && rtnl_addr_get_family(one) == AF_INET)
      rtnl_addr_delete(address->socket, one, 0);
  }
  nl_cache_free(all);
}

int address_set(address_t *address, unsigned interface, const char *text)
{
  struct nl_addr *local = NULL;
  addresses_drop(address, interface);
  if (text == NULL)
    return 0;
  if (nl_addr_parse(text, AF_INET, &local) != 0)
    return -EINVAL;
  struct rtnl_addr *one = rtnl_addr_alloc();
  int code = -NLE_NOMEM;
  if (one != NULL) {
    rtnl_addr_set_ifindex(one, (int)interface);
    rtnl_addr_set_local(one, local);
    code = rtnl_addr_add(address->socket, one, 0);
  }
  rtnl_addr_put(one);
  nl_addr_put(local);
  return code_of(code);
}

int address_gateway(address_t *address, unsigned interface, const char *gateway)
{
  struct nl_addr *via = NULL;
  struct nl_addr *everything = NULL;
  struct rtnl_route *route = rtnl_route_alloc();
  struct rtnl_nexthop *hop = rtnl_route_nh_alloc();
  int code = -NLE_NOMEM;
  if (route != NULL && hop != NULL && nl_addr_parse(gateway, AF_INET, &via) == 0 &&
      nl_addr_parse("0.0.0.0/0", AF_INET, &everything) == 0) {
    rtnl_route_set_family(route, AF_INET);
    rtnl_route_set_scope(route, RT_SCOPE_UNIVERSE);
    rtnl_route_set_dst(route, everything);
    rtnl_route_nh_set_ifindex(hop, (int)interface);
    rtnl_route_nh_set_gateway(hop, via);
    rtnl_route_add_nexthop(route, hop);
    hop = NULL; /* the route's now */
    code = rtnl_route_add(address->socket, route, NLM_F_REPLACE);
  }
  if (hop != NULL)
    rtnl_route_nh_free(hop);
  rtnl_route_put(route);
  nl_addr_put(via);
  nl_addr_put(everything);
  return code_of(code);
}

void address_ask(const char *neighbour)
{
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(DISCARD_PORT)};
  int fd =
      inet_pton(AF_INET, neighbour, &to.sin_addr) == 1 ? socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
  if (fd < 0)
    return;
  ssize_t sent = sendto(fd, "", 1, MSG_DONTWAIT, (struct sockaddr *)&to, sizeof to);
  (void)sent; /* only that the kernel asks who has the address matters */
  close(fd);
}

bool address_answers(address_t *address, unsigned interface, const char *neighbour)
{
  struct nl_cache *all = NULL;
  struct nl_addr *wanted = NULL;
  bool answers = false;
  if (nl_addr_parse(neighbour, AF_INET, &wanted) != 0)
    return false;
  if (rtnl_neigh_alloc_cache(address->socket, &all) == 0) {
    struct rtnl_neigh *one = rtnl_neigh_get(all, (int)interface, wanted);
    int known = NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PERMANENT;
    answers = one != NULL && (rtnl_neigh_get_state(one) & known) != 0;
    rtnl_neigh_put(one);
    nl_cache_free(all);
  }
  nl_addr_put(wanted);
  return answers;
}
