/*
 * One reader a kind of segment: what it says goes into the head or the open box, by the group it stands in.
 */
#ifndef WIRE_EDIFACT_READERS_H
#define WIRE_EDIFACT_READERS_H

#include "wire/edifact/reading.h"

typedef void reader(struct reading *r, const struct segment *s);

reader read_bgm, read_cnt, read_dtm, read_loc, read_nad, read_rff, read_tdt; /* head and box */
reader read_eqd, read_sel, read_mea, read_dim, read_tmp, read_rng;           /* box */
reader read_remark; /* FTX DAM DGS TMD HAN COD EQA PCD PIA GDS ATT: tag and codes, kept as a remark */

#endif
