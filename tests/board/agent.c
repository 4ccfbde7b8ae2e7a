/* SPDX-License-Identifier: GPL-2.0-or-later */
/* agent PORT: run what the bench asks for, one shell command after the other. Asked on PORT: the command's length in
   decimal, a newline, the command. Answered: exit status and length of the output in decimal, a newline, the output
   (standard output and errors). A command's own background processes must send their output elsewhere. */
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMMAND_MAX (1 << 20)

static int port = -1;

/* Read exactly so many bytes; waits while nobody is at the other end. */
static void port_read(char *bytes, size_t length)
{
  for (size_t done = 0; done < length;) {
    ssize_t count = read(port, bytes + done, length - done);
    if (count > 0)
      done += (size_t)count;
    else
      poll(NULL, 0, 20);
  }
}

static void port_write(const char *bytes, size_t length)
{
  for (size_t done = 0; done < length;) {
    ssize_t count = write(port, bytes + done, length - done);
    if (count > 0)
      done += (size_t)count;
    else
      poll(NULL, 0, 20);
  }
}

static size_t length_read(void)
{
  char digits[12] = "";
  for (size_t i = 0; i < sizeof digits - 1; i++) {
    port_read(&digits[i], 1);
    if (digits[i] == '\n')
      break;
  }
  return (size_t)strtoul(digits, NULL, 10);
}

/* Run a command; its output in `output`, to be freed. Returns its exit status, 128 + signal. */
static int command_run(const char *command, char **output, size_t *length)
{
  int ends[2], status = 0;
  FILE *collected = open_memstream(output, length);
  if (collected == NULL || pipe2(ends, O_CLOEXEC) != 0)
    exit(1);
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execl("/bin/sh", "sh", "-c", command, NULL);
    _exit(127);
  }
  close(ends[1]);
  char bytes[4096];
  for (ssize_t count; (count = read(ends[0], bytes, sizeof bytes)) > 0;)
    fwrite(bytes, 1, (size_t)count, collected);
  close(ends[0]);
  fclose(collected);
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
  static char command[COMMAND_MAX + 1];
  if (argc != 2 || (port = open(argv[1], O_RDWR | O_CLOEXEC)) < 0) {
    perror(argc == 2 ? argv[1] : "agent PORT");
    return 1;
  }
  for (;;) {
    size_t length = length_read();
    if (length == 0 || length > COMMAND_MAX)
      continue;
    port_read(command, length);
    command[length] = '\0';
    char *output = NULL, heading[64];
    size_t output_length = 0;
    int status = command_run(command, &output, &output_length);
    snprintf(heading, sizeof heading, "%d %zu\n", status, output_length);
    port_write(heading, strlen(heading));
    port_write(output, output_length);
    free(output);
  }
}
