/*
 * The log: logfmt lines on standard error.  ts=... level=... msg="..." key=value ...
 *
 * Thread-safe; one write a line.  Never a secret, never a body.  Words are quoted where they must be; control
 * bytes are escaped.
 */
#ifndef SYSTEM_LOG_H
#define SYSTEM_LOG_H

#include <stdbool.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

void log_threshold(enum log_level least);
bool log_level_of(const char *word, enum log_level *level);
/* pairs: key, value, key, value, ..., NULL; NULL values are left out. */
void log_line(enum log_level level, const char *msg, ...) __attribute__((sentinel));

#endif
