/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard/process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "button.h"
#include "common/clock.h"
#include "common/exit_status.h"
#include "common/log.h"
#include "dispatch.h"
#include "guard/real_time.h"
#include "names.h"
#include "time.h"

#define FEED_PERIOD TIME_SECOND         /* real time */
#define STOP_PATIENCE (5 * TIME_SECOND) /* real time */
#define NO_CONTACT 0xff

void process_watch(guard_process_t *process, int fd, uint32_t events)
{
  struct epoll_event event = {.events = events, .data.fd = fd};
  if (epoll_ctl(process->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
    log_error("epoll: %s", strerror(errno));
}

/* Whether an event is a request that brings a record. */
static bool brings_record(const guard_event_t *event)
{
  return event->kind == EVENT_CLAIM_REQUESTED || event->kind == EVENT_CHANGE_REQUESTED ||
         event->kind == EVENT_PASSWORD_REQUESTED || event->kind == EVENT_VISIT_REQUESTED ||
         event->kind == EVENT_ADOPT_REQUESTED;
}

/* The answer to a request; where another password was taken, once it is stored. */
static void answer(guard_process_t *process, const guard_event_t *event, struct guard_peer *peer,
                   uint8_t request)
{
  uint8_t reason = process->output.reason;
  if (event->kind == EVENT_PASSWORD_REQUESTED && reason == REASON_NONE)
    peer->stored_due = true;
  else
    peers_reply(process, peer, request, reason);
}

/* One step of the core and what it orders. */
static void step(guard_process_t *process, const guard_event_t *event, struct guard_peer *peer,
                 uint8_t request)
{
  guard_output_t *output = &process->output;
  if (process->stopping) { /* nothing is begun any more */
    if (peer != NULL)
      peers_reply(process, peer, request, REASON_RESETTING);
    return;
  }
  if (!guard_step(&process->core, &process->timing, event, output)) {
    log_error("the timing is not in order");
    process->over = true;
    return;
  }
  event_log_step(process, event, output);
  if (brings_record(event))
    process->incoming_taken = output->reason == REASON_NONE;
  if (peer != NULL)
    answer(process, event, peer, request);
  if (output->signal != SIGNAL_NONE)
    log_note("button: %s", signal_name(output->signal));
  light_show(process, output->light);
  guard_output_t orders = *output; /* carrying one out may take another step */
  for (uint8_t i = 0; i < orders.count; i++)
    dispatch_command(process, orders.commands[i].kind, orders.commands[i].argument);
  if (brings_record(event)) {
    explicit_bzero(&process->incoming, sizeof process->incoming);
    process->incoming_taken = false;
  }
}

static void step_contact(guard_process_t *process, uint64_t time, uint8_t contact)
{
  guard_event_t event = {.time = time, .kind = EVENT_CONTACT_LOST};
  if (contact == CONTACT_OPEN)
    event.kind = EVENT_CONTACT_OPEN;
  else if (contact == CONTACT_CLOSED)
    event.kind = EVENT_CONTACT_CLOSED;
  process->contact = contact;
  step(process, &event, NULL, 0);
}

/* All changes of the contact up to `now`, each at its own time. Until it changed, the contact is known to have been as
   before: that proves a hold up to its very end. */
static void contact_take(guard_process_t *process, uint64_t now)
{
  board_edge_t edge;
  while (board_next_edge(process->board, now, &edge)) {
    uint8_t before = edge.contact == CONTACT_OPEN ? CONTACT_CLOSED : CONTACT_OPEN;
    if (edge.contact != CONTACT_LOST && process->contact == before)
      step_contact(process, edge.time, before);
    step_contact(process, edge.time, edge.contact);
  }
}

void process_event(guard_process_t *process, uint8_t kind, uint8_t argument, struct guard_peer *peer)
{
  static const uint8_t requests[] = {[EVENT_CLAIM_REQUESTED] = MESSAGE_CLAIM,
                                     [EVENT_CHANGE_REQUESTED] = MESSAGE_CHANGE_NETWORK,
                                     [EVENT_PASSWORD_REQUESTED] = MESSAGE_CHANGE_PASSWORD,
                                     [EVENT_VISIT_REQUESTED] = MESSAGE_VISIT,
                                     [EVENT_ADOPT_REQUESTED] = MESSAGE_ADOPT,
                                     [EVENT_RESTART_REQUESTED] = MESSAGE_RESTART,
                                     [EVENT_RESET_REQUESTED] = MESSAGE_RESET};
  uint64_t now = clock_now();
  contact_take(process, now);
  guard_event_t event = {.time = now, .kind = kind, .argument = argument};
  step(process, &event, peer, kind < sizeof requests ? requests[kind] : 0);
}

void process_boot(guard_process_t *process, const worker_result_t *result)
{
  uint64_t now = clock_now();
  contact_take(process, now);
  process->owner = result->owner;
  log_note("start by %s: intent %s, vault %s%s", cause_name(board_cause(process->board)),
           intent_name(result->intent), vault_name(result->vault), result->repair ? ", copies differ" : "");
  guard_event_t event = {.time = now,
                         .kind = EVENT_BOOT,
                         .intent = result->intent,
                         .vault = result->vault,
                         .cause = board_cause(process->board),
                         .repair = result->repair};
  step(process, &event, NULL, 0);
}

/* The core wants to be called: first what the contact is now, then the time. */
static void tick(guard_process_t *process)
{
  uint64_t now = clock_now();
  contact_take(process, now);
  if (process->output.next > now)
    return;
  step_contact(process, now, board_contact(process->board, now));
  guard_event_t event = {.time = now, .kind = EVENT_TICK};
  step(process, &event, NULL, 0);
}

/* A storage job is over. */
static void worker_over(guard_process_t *process)
{
  worker_result_t result = process->worker.result;
  if (!result.done)
    log_error("%s: %s", result.command == WORKER_BOOT ? "reading the records" : command_name(result.command),
              result.error);
  if (result.done && result.command == COMMAND_STORE_OWNER) {
    process->owner = result.owner;
    explicit_bzero(&process->candidate, sizeof process->candidate);
    process->tries_candidate = false;
    log_note("the owner is recorded");
  }
  worker_next(&process->worker);
  if (result.command == WORKER_BOOT)
    process_boot(process, &result);
  else
    process_event(process, result.done ? EVENT_STORE_DONE : EVENT_STORE_FAILED, result.command, NULL);
  if (result.command == COMMAND_STORE_OWNER)
    peers_stored(process, result.done);
  explicit_bzero(&result, sizeof result);
}

static void worker_begin(guard_process_t *process)
{
  int fd = worker_start(&process->worker);
  if (fd >= 0)
    process_watch(process, fd, EPOLLIN);
}

static void children_take(guard_process_t *process)
{
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
    if (pid != process->camera.pid)
      continue; /* a worker: its pipe tells */
    camera_ended(process, status);
    if (!process->stopping)
      process_event(process, EVENT_CAMERA_EXITED, 0, NULL);
  }
}

static void stop(guard_process_t *process)
{
  if (!process->stopping)
    process->stop_due = real_now() + STOP_PATIENCE;
  process->stopping = true;
  camera_stop(process);
}

static void signals_take(guard_process_t *process)
{
  struct signalfd_siginfo info;
  while (read(process->signals, &info, sizeof info) == (ssize_t)sizeof info) {
    if (info.ssi_signo == SIGCHLD)
      children_take(process);
    else
      stop(process);
  }
}

static bool report_same(const board_report_t *a, const board_report_t *b)
{
  return a->light == b->light && a->button == b->button && a->reset == b->reset &&
         a->provision == b->provision && a->owned == b->owned && a->setup_open == b->setup_open &&
         a->camera_beats == b->camera_beats && a->camera_status == b->camera_status &&
         a->camera_restarts == b->camera_restarts;
}

/* Tell the bench panel what changed. */
static void report(guard_process_t *process)
{
  const guard_t *core = &process->core;
  board_report_t now = {0};
  now.light = process->light;
  now.button = button_shows(&core->button);
  now.reset = reset_phase(&core->reset);
  now.provision = provision_phase(&core->provision);
  now.owned = process->owner.claimed;
  now.setup_open = provision_setup_open(&core->provision);
  now.camera_beats = process->camera.beats;
  now.camera_status = process->camera.status;
  now.camera_restarts = core->supervisor.restarts;
  if (report_same(&now, &process->report))
    return;
  process->report = now;
  board_tell(process->board, &now);
}

static void timer_set(guard_process_t *process)
{
  uint64_t due = real_now() + FEED_PERIOD;
  if (!process->stopping)
    due = time_earlier(due, clock_real(time_earlier(process->output.next, process->light_next)));
  due = time_earlier(due, time_earlier(process->camera.kill_due, process->camera.vouch_due));
  struct itimerspec when = {
      .it_value = {.tv_sec = (time_t)(due / TIME_SECOND), .tv_nsec = (long)(due % TIME_SECOND) + (due == 0)}};
  timerfd_settime(process->timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static void timer_take(const guard_process_t *process)
{
  uint64_t expirations;
  ssize_t length = read(process->timer, &expirations, sizeof expirations);
  (void)length; /* only its having fired matters */
}

static void board_take(guard_process_t *process)
{
  board_event_t event;
  while (!process->over && board_next_event(process->board, &event))
    wifi_event(process, &event);
}

static void ready(guard_process_t *process, int fd, uint32_t events)
{
  if (fd == process->signals)
    signals_take(process);
  else if (fd == process->timer)
    timer_take(process);
  else if (fd == process->worker.pipe) {
    if (worker_take(&process->worker))
      worker_over(process);
  } else if (fd != board_descriptor(process->board))
    peers_ready(process, fd, events);
}

/* What is due, whatever woke the loop up. */
static void settle(guard_process_t *process)
{
  camera_run(process);
  if (process->stopping) {
    bool idle = process->camera.pid == 0 && process->worker.pipe < 0; /* what has begun on a disk is ended */
    process->over = process->over || idle || real_now() >= process->stop_due;
    return;
  }
  board_take(process);
  tick(process);
  if (process->camera_failed) {
    process->camera_failed = false;
    process_event(process, EVENT_CAMERA_EXITED, 0, NULL);
  }
  light_run(process);
  worker_begin(process);
  peers_follow(process);
  report(process);
}

int process_run(guard_process_t *process)
{
  worker_job_t boot = {.command = WORKER_BOOT};
  worker_add(&process->worker, &boot);
  while (!process->over) {
    struct epoll_event events[16];
    settle(process);
    board_feed_watchdog(process->board);
    timer_set(process);
    int count = process->over ? 0 : epoll_wait(process->epoll, events, 16, -1);
    for (int i = 0; i < count; i++)
      ready(process, events[i].data.fd, events[i].events);
  }
  bool orderly = process->stopping;
  peers_close(process);
  board_close(process->board);
  if (process->event_log != NULL)
    fclose(process->event_log);
  explicit_bzero(&process->owner, sizeof process->owner);
  explicit_bzero(&process->candidate, sizeof process->candidate);
  return orderly ? EXIT_OK : EXIT_FAILED;
}

static bool descriptors_open(guard_process_t *process)
{
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGTERM);
  sigaddset(&mask, SIGINT);
  sigaddset(&mask, SIGCHLD);
  sigprocmask(SIG_BLOCK, &mask, NULL);
  signal(SIGPIPE, SIG_IGN);
  process->epoll = epoll_create1(EPOLL_CLOEXEC);
  process->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  process->signals = signalfd(-1, &mask, SFD_NONBLOCK | SFD_CLOEXEC);
  if (process->epoll < 0 || process->timer < 0 || process->signals < 0)
    return false;
  process_watch(process, process->timer, EPOLLIN);
  process_watch(process, process->signals, EPOLLIN);
  process_watch(process, board_descriptor(process->board), EPOLLIN);
  return true;
}

/* The setup network's name ends in the last four characters of the serial number. */
static bool factory_read(guard_process_t *process)
{
  char error[4400];
  if (!board_factory(process->board, &process->factory, error, sizeof error)) {
    log_error("%s", error);
    return false;
  }
  const char *serial = process->factory.serial;
  snprintf(process->setup_ssid, sizeof process->setup_ssid, GUARD_SETUP_PREFIX "%s",
           serial + strlen(serial) - 4);
  return true;
}

int process_open(guard_process_t *process, const guard_options_t *options)
{
  char error[4400];
  process->options = *options;
  process->timing = guard_timing_default();
  /* Other processes of this machine do not run faster with the clock. */
  process->timing.supervisor.heartbeat *= clock_scale();
  process->contact = NO_CONTACT;
  process->light = UINT8_MAX;
  guard_start(&process->core);
  process->output.next = 0; /* a first look at the contact, before the records are read */
  int status = camera_open(process);
  if (status != EXIT_OK)
    return status;
  process->board = board_open(options->state, error, sizeof error);
  if (process->board == NULL) {
    log_error("%s", error);
    return EXIT_NOT_RUNNING;
  }
  if (!factory_read(process))
    return EXIT_STATE_REFUSED;
  if (!event_log_open(process)) {
    log_error("%s: %s", options->event_log, strerror(errno));
    return EXIT_USAGE;
  }
  if (!descriptors_open(process)) {
    log_error("cannot start: %s", strerror(errno));
    return EXIT_FAILED;
  }
  worker_open(&process->worker, process->board);
  process->worker.camera_uid = process->camera.uid;
  process->worker.camera_gid = process->camera.gid;
  process->worker.camera_apart = process->camera.own_user;
  return peers_open(process);
}
