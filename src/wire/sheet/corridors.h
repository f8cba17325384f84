/*
 * The list of corridors (data/corridors.csv) into records.
 *
 * Its columns: corridor, name_en, name_zh, name_ru, mode, gauge, place, lat, lon.  A row with a name begins a
 * corridor.  A row with a mode begins a stretch of the corridors that its first cell names, and is its first
 * point; rows behind it are the further points, each a place's code or a latitude and a longitude.  The list
 * is ours and part of the program: a row that is none of these ends the reading.
 */
#ifndef WIRE_SHEET_CORRIDORS_H
#define WIRE_SHEET_CORRIDORS_H

#include "base/arena.h"
#include "base/fault.h"
#include "record/corridor.h"

/* All is the arena's, and the bytes are not needed any more.  False with BAD_BODY that names the row. */
bool corridors_decode(struct arena *a, const char *bytes, size_t n, struct corridors *list, struct fault *f);

#endif
