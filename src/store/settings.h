/*
 * The settings of the private PostgreSQL: a table in settings.def, and those that the machine decides.
 */
#ifndef STORE_SETTINGS_H
#define STORE_SETTINGS_H

#include "base/text.h"

#include <stdint.h>

/* Writes a configuration file: socket directory, sizes by this machine's memory, the table. */
void settings_write(struct text *out, const char *socket_dir);
/* A quarter of the memory, 128 MB at least and 8 GB at most; in MB. */
uint64_t settings_shared_buffers(uint64_t memory_mb);
/* The memory this process may use, in MB: the machine's, or its control group's where that is less. */
uint64_t settings_memory(void);

#endif
