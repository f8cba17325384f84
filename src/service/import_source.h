/*
 * Where an import reads from: a file, or standard input spooled to a file without a name.
 */
#ifndef SERVICE_IMPORT_SOURCE_H
#define SERVICE_IMPORT_SOURCE_H

#include "base/fault.h"
#include "service/ingest.h"

#include <stdint.h>
#include <time.h>

struct source {
	int fd; /* -1: not open */
	uint64_t size;
	struct timespec changed;
	uint8_t sha256[32];
	char head[512]; /* enough to tell the format by */
	size_t head_length;
};

/* Opens path ("-": standard input) and reads all of it once, to know it by its hash. */
bool source_open(struct source *s, const char *path, const struct import_progress *p, struct fault *f);
void source_close(struct source *s);
/* Up to n bytes from there; fewer only at the end. False where reading failed. */
bool source_read(const struct source *s, uint64_t at, char *bytes, size_t n, size_t *got, struct fault *f);
/* False with CLASH when the file is no longer what was hashed. */
bool source_unchanged(const struct source *s, struct fault *f);

#endif
