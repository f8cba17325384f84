/* The same of sheets: rows of any bytes are messages, refusals and an end. */
#define FORMAT "SHEET"
#include "fuzz_decode.c"
