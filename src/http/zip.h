/* Bytes made smaller, and bytes made into a number. */
#ifndef HTTP_ZIP_H
#define HTTP_ZIP_H

#include <stddef.h>
#include <stdint.h>

#define ZIP_LEAST 1024 /* below that gzip gains nothing worth its time */

/* A gzip stream (malloc'd), or NULL where it would not be smaller. level 1..9. */
unsigned char *zip(const void *bytes, size_t n, int level, size_t *zipped);
/* 64 bits that tell bodies apart (an ETag; no defence against who means harm to his own cache). */
uint64_t fingerprint(const void *bytes, size_t n);

#endif
