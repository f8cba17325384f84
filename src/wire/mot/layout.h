/*
 * The layout as numbers: where each field of mot_layout.def stands in its record.
 */
#ifndef WIRE_MOT_LAYOUT_H
#define WIRE_MOT_LAYOUT_H

#include "wire/mot/mot.h"

/* for the table's columns of kinds */
#define NONE     0u
#define BAY      (1u << MOT_BAPLIE)
#define MOVES    (1u << MOT_COARRI | 1u << MOT_CODECO | 1u << MOT_COEDOR)
#define BOXES    (BAY | MOVES)
#define MANIFEST (1u << MOT_IFCSUM)
#define SHIP     (BAY | MANIFEST)
#define ALL      (BOXES | MANIFEST)

enum mot_place {
#define FIELD(kinds, verified, record, place, name, disposition, caption) AT_##name = place,
#include "wire/mot/mot_layout.def"
#undef FIELD
};

#endif
