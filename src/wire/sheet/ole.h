/*
 * A stream of an OLE compound file ([MS-CFB]), which is what a binary workbook lies in.
 *
 * The file's chains of sectors are followed as far as there are sectors; what is out of its bounds ends a
 * chain.
 */
#ifndef WIRE_SHEET_OLE_H
#define WIRE_SHEET_OLE_H

#include <stdbool.h>
#include <stddef.h>

struct text;

/* The bytes of the stream of that name (ASCII) behind what out has; false: there is none. */
bool ole_stream(const void *bytes, size_t n, const char *name, struct text *out);

#endif
