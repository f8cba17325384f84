/* The version that the program, its API and its page say they are. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define LANDBRIDGE_VERSION "0.1.0"

#endif
