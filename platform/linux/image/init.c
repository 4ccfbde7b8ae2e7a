/* SPDX-License-Identifier: GPL-2.0-or-later */
/* init: the first program, twice. From the initial memory file system it loads the drivers of disk, button and light,
   finds the read-only root by its partition's name and goes there; from the root it starts the guard before anything
   else, then loads the other drivers. After that it passes on what its programs print to the kernel's log, with the
   kernel's times, and collects processes that ended. Where the guard ends, the board restarts: nothing works without it.

   A board adds to the image what it needs beside it with a second initial archive that unpacks to /extra: /extra/modules
   lists more drivers; /extra/firmware is looked into for firmware; /extra/start, a program, is started before the other
   drivers are loaded; /extra/guard takes the place of /etc/pinhole/guard. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROOT_NAME "pinhole-root"
#define ROOT_PATIENCE_MS 10000
#define GUARD "/etc/pinhole/guard" /* its program and arguments, one a line */
#define EXTRA_GUARD "/extra/guard"
#define WATCHES "/run/pinhole/factory.json" /* of the guard, once it has the button's line */
#define WATCHES_MS 2000                     /* so long it goes first */
#define ARGUMENTS 32
#define VIDEO_GROUP 44
#define LINE_ROOM 900 /* the kernel's log takes no longer lines */
#define UNUSABLE 8    /* EXIT_NOT_RUNNING of the guard: this board is not as its file says */
#define SHOWN_MS 5000 /* so long its light tells that, until the watchdog would restart the board anyway */

static int kernel_log = -1;

/* One line of the kernel's log; it takes a line as one write. */
static void line_log(const char *line, size_t length)
{
  char text[LINE_ROOM + 8];
  int used = snprintf(text, sizeof text, "<5>%.*s", (int)length, line);
  ssize_t written = write(kernel_log, text, (size_t)used);
  (void)written;
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
  char line[LINE_ROOM] = "init: ";
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line + 6, sizeof line - 6, format, arguments);
  va_end(arguments);
  line_log(line, strlen(line));
}

static void try_mount(const char *source, const char *target, const char *type, unsigned long flags,
                      const char *options)
{
  mkdir(target, 0755);
  if (mount(source, target, type, flags, options) != 0 && errno != EBUSY)
    say("%s cannot be mounted: %s", target, strerror(errno));
}

/* --- drivers --- */

static void module_load(const char *path, const char *parameters)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || (syscall(SYS_finit_module, fd, parameters, 0) != 0 && errno != EEXIST && errno != ENODEV))
    say("driver %s: %s", path, strerror(errno));
  if (fd >= 0)
    close(fd);
}

/* Load the drivers that a list names: on each line a path, and its parameters after a blank. */
static void modules_load(const char *list)
{
  char line[512];
  FILE *file = fopen(list, "re");
  if (file == NULL)
    return;
  while (fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    size_t path = strcspn(line, " ");
    const char *parameters = line[path] == '\0' ? "" : line + path + 1;
    line[path] = '\0';
    if (path > 0)
      module_load(line, parameters);
  }
  fclose(file);
}

/* --- devices that come and go --- */

static int devices_listen(void)
{
  const struct sockaddr_nl everything = {.nl_family = AF_NETLINK, .nl_groups = 1};
  int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
  if (fd >= 0 && bind(fd, (const struct sockaddr *)&everything, sizeof everything) != 0)
    say("devices cannot be listened for: %s", strerror(errno));
  return fd;
}

/* The value of NAME in a message of texts "NAME=value", each ended by NUL. */
static const char *event_value(const char *event, size_t length, const char *name)
{
  size_t name_length = strlen(name);
  for (size_t at = 0; at < length; at += strlen(event + at) + 1) {
    if (strncmp(event + at, name, name_length) == 0 && event[at + name_length] == '=')
      return event + at + name_length + 1;
  }
  return "";
}

/* A device came: the camera process may open it if it is a camera; its driver is loaded where it has none yet. */
static void device_take(int fd)
{
  char event[4096], path[512];
  ssize_t length = recv(fd, event, sizeof event - 1, 0);
  if (length <= 0)
    return;
  event[length] = '\0';
  if (strcmp(event_value(event, (size_t)length, "ACTION"), "add") != 0)
    return;
  const char *driver = event_value(event, (size_t)length, "MODALIAS");
  snprintf(path, sizeof path, "/dev/%s", event_value(event, (size_t)length, "DEVNAME"));
  if (strcmp(event_value(event, (size_t)length, "SUBSYSTEM"), "video4linux") == 0 &&
      (chown(path, 0, VIDEO_GROUP) != 0 || chmod(path, 0660) != 0))
    say("%s: %s", path, strerror(errno));
  if (driver[0] != '\0' && fork() == 0) {
    execl("/sbin/modprobe", "modprobe", "-q", driver, NULL);
    _exit(127);
  }
}

/* --- from the initial file system to the root --- */

/* The value of a line "NAME=value" of a small file. */
static bool line_value(const char *path, const char *name, char *value, size_t room)
{
  char line[256];
  bool found = false;
  size_t length = strlen(name);
  FILE *file = fopen(path, "re");
  while (file != NULL && !found && fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    found = strncmp(line, name, length) == 0 && line[length] == '=';
  }
  if (found)
    snprintf(value, room, "%s", line + length + 1);
  if (file != NULL)
    fclose(file);
  return found;
}

/* Name every partition that has a name in /dev/disk/by-partlabel, as udev does. Returns whether the root is there. */
static bool partitions_name(void)
{
  char path[512], name[128], device[128], link_path[256], target[256];
  bool root = false;
  DIR *folder = opendir("/sys/class/block");
  mkdir("/dev/disk", 0755);
  mkdir("/dev/disk/by-partlabel", 0755);
  for (const struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
    snprintf(path, sizeof path, "/sys/class/block/%s/uevent", entry->d_name);
    if (!line_value(path, "PARTNAME", name, sizeof name) ||
        !line_value(path, "DEVNAME", device, sizeof device) || strchr(name, '/') != NULL)
      continue;
    snprintf(link_path, sizeof link_path, "/dev/disk/by-partlabel/%s", name);
    snprintf(target, sizeof target, "../../%s", device);
    if (symlink(target, link_path) != 0 && errno != EEXIST)
      say("%s: %s", link_path, strerror(errno));
    root = root || strcmp(name, ROOT_NAME) == 0;
  }
  if (folder != NULL)
    closedir(folder);
  return root;
}

static void wait_ms(long milliseconds)
{
  const struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&pause, NULL);
}

static void board_restart(const char *why, long pause_ms)
{
  say("%s; the board restarts", why);
  wait_ms(pause_ms);
  sync();
  reboot(RB_AUTOBOOT);
}

/* Go to the root and start this program again from there. Returns where that cannot be. */
static void root_enter(char **argv)
{
  int waited = 0;
  for (; !partitions_name() && waited < ROOT_PATIENCE_MS; waited += 10)
    wait_ms(10);
  if (waited >= ROOT_PATIENCE_MS) {
    say("no partition is named " ROOT_NAME);
    return;
  }
  try_mount("/dev/disk/by-partlabel/" ROOT_NAME, "/root", "squashfs", MS_RDONLY, NULL);
  try_mount("/extra", "/root/extra", NULL, MS_BIND, NULL);
  if (mount("/dev", "/root/dev", NULL, MS_MOVE, NULL) != 0 ||
      mount("/proc", "/root/proc", NULL, MS_MOVE, NULL) != 0 ||
      mount("/sys", "/root/sys", NULL, MS_MOVE, NULL) != 0 || chdir("/root") != 0 ||
      mount(".", "/", NULL, MS_MOVE, NULL) != 0 || chroot(".") != 0 || chdir("/") != 0) {
    say("the root cannot be entered: %s", strerror(errno));
    return;
  }
  execv("/sbin/init", argv);
  say("/sbin/init: %s", strerror(errno));
}

/* --- programs --- */

/* Start a program whose output goes through `output` to the kernel's log. Returns its process, or -1. */
static pid_t program_start(char *const *arguments, int output)
{
  pid_t pid = fork();
  if (pid != 0)
    return pid;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execvp(arguments[0], arguments);
  say("%s: %s", arguments[0], strerror(errno));
  _exit(127);
}

static pid_t guard_start(int output)
{
  static char text[ARGUMENTS][256];
  char *arguments[ARGUMENTS + 1] = {NULL};
  const char *path = access(EXTRA_GUARD, F_OK) == 0 ? EXTRA_GUARD : GUARD;
  FILE *file = fopen(path, "re");
  if (file == NULL) {
    say("%s: %s", path, strerror(errno));
    return -1;
  }
  for (size_t i = 0; i < ARGUMENTS && fgets(text[i], sizeof text[i], file) != NULL; i++) {
    text[i][strcspn(text[i], "\n")] = '\0';
    arguments[i] = text[i];
  }
  fclose(file);
  if (arguments[0] != NULL)
    return program_start(arguments, output);
  say("%s names no program", path);
  return -1;
}

/* Pass lines on to the kernel's log. */
static void output_pass(int input)
{
  static char line[LINE_ROOM];
  static size_t length;
  char bytes[4096];
  ssize_t count = read(input, bytes, sizeof bytes);
  for (ssize_t i = 0; i < count; i++) {
    if (bytes[i] != '\n' && length < sizeof line)
      line[length++] = bytes[i];
    if (bytes[i] == '\n' || length == sizeof line) {
      line_log(line, length);
      length = 0;
    }
  }
}

/* Collect what ended. Returns whether the guard did, with its exit status; -1 where a signal ended it. */
static bool processes_collect(pid_t guard, int *guard_status)
{
  int status = 0;
  bool ended = false;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (pid != guard)
      continue;
    ended = true;
    *guard_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  return ended;
}

/* --- the two lives --- */

static void begin(void)
{
  try_mount("dev", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
  kernel_log = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
  try_mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  try_mount("sys", "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  say("userspace");
  modules_load("/modules");
}

static void setting_write(const char *path, const char *value)
{
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, value, strlen(value)) < 0)
    say("%s: %s", path, strerror(errno));
  if (fd >= 0)
    close(fd);
}

/* What can wait until the guard watches: the other drivers and file systems. */
static void rest_start(int output)
{
  char *const extra[] = {(char *)"/extra/start", NULL};
  for (int waited = 0; waited < WATCHES_MS && access(WATCHES, F_OK) != 0; waited += 10)
    wait_ms(10);
  if (access("/extra/firmware", F_OK) == 0)
    setting_write("/sys/module/firmware_class/parameters/path", "/extra/firmware");
  modules_load("/extra/modules");
  if (access("/extra/start", X_OK) == 0)
    program_start(extra, output);
  modules_load("/etc/pinhole/modules");
  say("drivers are loaded");
}

/* The file systems in memory, and what the kernel is told. */
static void prepare(void)
{
  kernel_log = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
  setting_write("/proc/sys/kernel/printk_devkmsg", "on\n");
  setting_write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "80\n");
  try_mount("run", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=16m");
  try_mount("tmp", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=1777,size=16m");
  mkdir("/run/pinhole", 0755);
}

/* Returns how the guard ended. */
static int live(void)
{
  int status = -1;
  int ends[2];
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  int devices = devices_listen();
  if (pipe2(ends, O_CLOEXEC) != 0)
    return status;
  pid_t guard = guard_start(ends[1]);
  say("the guard is started");
  if (fork() == 0) { /* loading drivers takes seconds; lines are passed on meanwhile */
    rest_start(ends[1]);
    _exit(0);
  }
  for (struct pollfd ready[] = {{.fd = ends[0], .events = POLLIN}, {.fd = devices, .events = POLLIN}};;) {
    poll(ready, 2, 100);
    if ((ready[0].revents & POLLIN) != 0)
      output_pass(ends[0]);
    if ((ready[1].revents & POLLIN) != 0)
      device_take(devices);
    if (processes_collect(guard, &status)) {
      if (poll(ready, 1, 0) > 0) /* its last words */
        output_pass(ends[0]);
      return status;
    }
  }
}

int main(int argc, char **argv)
{
  (void)argc;
  setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
  if (access("/modules", F_OK) == 0) {
    begin();
    root_enter(argv);
    board_restart("the root cannot be used", 1000);
  } else {
    prepare();
    bool unusable = live() == UNUSABLE;
    board_restart("the guard has ended", unusable ? SHOWN_MS : 1000);
  }
  return 1;
}
