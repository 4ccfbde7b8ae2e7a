/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sim/registers.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "button.h"

static registers_t *registers_map(int fd)
{
  void *memory = mmap(NULL, sizeof(registers_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  int saved = errno;
  close(fd);
  errno = saved;
  return memory == MAP_FAILED ? NULL : memory;
}

registers_t *registers_create(const char *path)
{
  if (unlink(path) != 0 && errno != ENOENT)
    return NULL;
  int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return NULL;
  if (ftruncate(fd, sizeof(registers_t)) != 0) {
    int saved = errno;
    close(fd);
    errno = saved;
    return NULL;
  }
  return registers_map(fd);
}

registers_t *registers_open(const char *path)
{
  int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return NULL;
  struct stat status;
  if (fstat(fd, &status) != 0 || status.st_size != (off_t)sizeof(registers_t)) {
    close(fd);
    errno = EAGAIN;
    return NULL;
  }
  registers_t *registers = registers_map(fd);
  if (registers != NULL && atomic_load(&registers->magic) != REGISTERS_MAGIC) {
    registers_close(registers);
    errno = EAGAIN;
    return NULL;
  }
  return registers;
}

void registers_close(registers_t *registers)
{
  munmap(registers, sizeof *registers);
}

uint64_t registers_last(const registers_t *registers)
{
  uint64_t count = atomic_load(&registers->edges);
  return count == 0 ? 0 : atomic_load(&registers->edge[(count - 1) % REGISTERS_EDGES].time);
}

void registers_append(registers_t *registers, uint64_t time, uint8_t contact)
{
  uint64_t last = registers_last(registers);
  uint64_t count = atomic_load(&registers->edges);
  register_edge_t *edge = &registers->edge[count % REGISTERS_EDGES];
  atomic_store(&edge->time, time > last ? time : last);
  atomic_store(&edge->contact, contact);
  atomic_store(&registers->edges, count + 1);
}

bool registers_edge(const registers_t *registers, uint64_t index, uint64_t *time, uint8_t *contact)
{
  if (index >= atomic_load(&registers->edges))
    return false;
  const register_edge_t *edge = &registers->edge[index % REGISTERS_EDGES];
  *time = atomic_load(&edge->time);
  *contact = (uint8_t)atomic_load(&edge->contact);
  /* still the one asked for, after reading it? The next one to be overwritten may be half written. */
  return atomic_load(&registers->edges) < index + REGISTERS_EDGES;
}

uint64_t registers_passed(const registers_t *registers, uint64_t until)
{
  uint64_t index = atomic_load(&registers->edges);
  uint64_t time;
  uint8_t contact;
  while (index > 0 && registers_edge(registers, index - 1, &time, &contact) && time > until)
    index--;
  return index;
}

uint8_t registers_contact(const registers_t *registers, uint64_t now)
{
  uint64_t passed = registers_passed(registers, now);
  uint64_t time;
  uint8_t contact;
  if (passed == 0)
    return CONTACT_OPEN;
  return registers_edge(registers, passed - 1, &time, &contact) ? contact : CONTACT_LOST;
}
