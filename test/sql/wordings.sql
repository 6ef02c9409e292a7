-- wordings.findIds
select "wording_id", "digest"
from "wording"
where "digest" in (select unhex(value)
from json_each(?));

-- wordings.find
select *
from "wording"
where "wording_id" in (select value
from json_each(?));

-- wordings.lookUp
select distinct "wording_id"
from "look_up_key"
where "digest" in (select unhex(value)
from json_each(?));

select distinct "wording_id"
from "look_up_key"
where "digest" in (select unhex(value)
from json_each(?)) and exists (select "line"."line"
from "line"
where "line"."wording_id" = "look_up_key"."wording_id" and not exists ( select 1
from protected_line as p
where p.record_no = line.record_no and p.line in (0, line.line) and p.wording_id in (0, line.wording_id)));

-- wordings.insert
insert into wording (wording_id, digest, sealed) select value ->> 0, unhex(value ->> 1), unhex(value ->> 2)
from json_each(?);

-- wordings.insertLookUpKeys
insert into look_up_key (digest, wording_id) select unhex(value ->> 0), value ->> 1
from json_each(?);
