/* For the files of stories.  Nobody else includes it. */
#ifndef SERVICE_STORY_INSIDE_H
#define SERVICE_STORY_INSIDE_H

#include "service/story.h"

/* Queues the question of what the transports told that the boxes themselves name in their timelines, into
 * calls. */
void story_ask_calls(struct stories *s, struct batch *b, const char *viewer);

#endif
