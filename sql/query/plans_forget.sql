-- lets plans be made anew, as the tables are now.  no parameters
discard plans
