/* Colours of a terminal; empty texts where the output is none, or NO_COLOR is set. */
#ifndef CLI_PAINT_H
#define CLI_PAINT_H

struct paint {
	const char *bold, *dim, *warn, *end;
};

struct paint paint_for(int fd);

#endif
