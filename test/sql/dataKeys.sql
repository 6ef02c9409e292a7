-- dataKeys.list
select *
from "data_key"
order by "purpose", "key_no";

-- dataKeys.insert
insert into data_key (purpose, key_no, wrapped) select purpose, key_no, wrapped
from data_key
where ( select group_concat(hex(wrapped), ' ')
from (select wrapped
from data_key
order by purpose, key_no) ) <> ?
limit 1;

insert into data_key (purpose, key_no, wrapped) select value ->> 0, value ->> 1, unhex(value ->> 2)
from json_each(?);

-- dataKeys.rewrap
insert into data_key (purpose, key_no, wrapped) select purpose, key_no, wrapped
from data_key
where ( select group_concat(hex(wrapped), ' ')
from (select wrapped
from data_key
order by purpose, key_no) ) <> ?
limit 1;

update "data_key"
set "wrapped" = ?
where "purpose" = ? and "key_no" = ?;
