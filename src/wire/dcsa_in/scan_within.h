/* What the two files of the scan share: scan.c knows what stands around the values, scan_value.c the values.
 */
#ifndef WIRE_DCSA_IN_SCAN_WITHIN_H
#define WIRE_DCSA_IN_SCAN_WITHIN_H

#include "wire/dcsa_in/scan.h"

uint64_t scan_here(const struct scan *s); /* offset of the byte it is at */
void scan_broken(struct scan *s, const char *code, const char *text, uint64_t offset);
void scan_unexpected(struct scan *s);
void scan_safe_here(struct scan *s);
const char *scan_list_name(int list);

/* A value begins with c, which stands here. */
void scan_value_opens(struct scan *s, char c);
/* More bytes of the value that is open; hands it over at its end. */
void scan_value_bytes(struct scan *s);
/* The piece ends at `until`: what of the open value, or of the top object, lies in it is kept. */
void scan_keep_value(struct scan *s, size_t until);
void scan_keep_whole(struct scan *s, size_t until);
/* The top object has lists, so it is no event: what came of it so far must be JSON. */
void scan_settle(struct scan *s);
/* The top object has ended, and had none. */
void scan_root_is_event(struct scan *s);
/* The bytes end inside the value that began there: what it would have been is told with its list. */
void scan_cut(struct scan *s, uint64_t began);

#endif
