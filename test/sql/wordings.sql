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

-- wordings.insert
insert into wording (wording_id, digest, sealed) select value ->> 0, unhex(value ->> 1), unhex(value ->> 2)
from json_each(?);

-- wordings.insertLookUpKeys
insert into look_up_key (digest, wording_id) select unhex(value ->> 0), value ->> 1
from json_each(?);
