/*
 * Who is writing in a directory just now, as inotify tells it: a name from when it is made or written to
 * until it is closed or moved in.  What is linked in (link(2)) is made and never written to: an empty one is
 * still to be written.  Where inotify does not reach (a network's file system, a full queue)
 * nothing is known, and who asks goes by how long a file has been quiet.
 */
#ifndef SERVICE_INBOX_WATCH_H
#define SERVICE_INBOX_WATCH_H

#include <stdbool.h>
#include <stddef.h>

enum written { WRITTEN_UNKNOWN, WRITTEN_MADE, WRITTEN_OPEN, WRITTEN_WHOLE };

struct watch;

struct watch *watch_new(void); /* never NULL; it may see nothing */
void watch_free(struct watch *w);
int watch_fd(const struct watch *w); /* readable when something happened; -1: never */
void watch_dir(struct watch *w, const char *path, const char *folder); /* also one that is watched already */
void watch_read(struct watch *w);                                      /* takes in what happened */
enum written watch_of(const struct watch *w, const char *folder, const char *name);
void watch_forget(struct watch *w, const char *folder, const char *name); /* it is gone */

#endif
