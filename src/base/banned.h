/* Functions this program does not use, made into compile errors.  The Makefile includes it before every
 * source. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok atoi atol atof gets gmtime          \
	localtime ctime asctime setlocale

#endif
