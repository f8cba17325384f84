/*
 * The verbs of the command line: a table whose rows feed dispatch, --help and the completion of docs.
 *
 * Exit codes: 0 done (warnings too), 1 refused input, 2 usage, 3 the environment.
 */
#ifndef CLI_VERB_H
#define CLI_VERB_H

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

int verb_serve(int argc, char **argv); /* argv[0] is the verb */
int verb_import(int argc, char **argv);
int verb_decode(int argc, char **argv);
int verb_formats(int argc, char **argv);
int verb_check(int argc, char **argv);
int verb_track(int argc, char **argv);
int verb_plan(int argc, char **argv);
int verb_simulate(int argc, char **argv);
int verb_eta(int argc, char **argv);
int verb_rebuild(int argc, char **argv);
int verb_migrate(int argc, char **argv);
int verb_key(int argc, char **argv);

#endif
