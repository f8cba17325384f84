/*
 * A file of passings for `landbridge eta --evaluate`: a line of JSON each, of what somebody told of a box.
 */
#ifndef CLI_ETA_FILE_H
#define CLI_ETA_FILE_H

#include "base/fault.h"
#include "domain/eta_trial.h"

/* Adds the boxes of the file ("-": standard input) to the trial; false with the line and why. */
bool eta_file_add(struct eta_trial *t, struct arena *a, const struct itinerary_world *w, const char *name,
	struct fault *f);

#endif
