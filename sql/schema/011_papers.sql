-- min_reader: 1
select 1;
