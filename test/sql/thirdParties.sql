-- thirdParties.findByCodes
select "t"."third_party_id", "t"."code", "r"."revision", "r"."effective_on", "r"."wording_id", "r"."registered_at", "r"."registered_by"
from "third_party" as "t"
left join "third_party_revision" as "r" on "r"."third_party_id" = "t"."third_party_id"
where "t"."code" in (select value
from json_each(?))
order by "t"."code", "r"."revision";

-- thirdParties.list
select "t"."third_party_id", "t"."code", "r"."revision", "r"."effective_on", "r"."wording_id", "r"."registered_at", "r"."registered_by"
from "third_party" as "t"
left join "third_party_revision" as "r" on "r"."third_party_id" = "t"."third_party_id"
where "t"."third_party_id" in (select "third_party_id"
from "third_party"
where "code" > ?
order by "code"
limit ?)
order by "t"."code", "r"."revision";

-- thirdParties.insert
insert into third_party (third_party_id, code) select value ->> 0, value ->> 1
from json_each(?);

-- thirdParties.insertRevision
insert into "third_party_revision" ("third_party_id", "revision", "effective_on", "wording_id", "registered_at", "registered_by")
values (?, ?, ?, ?, ?, ?);
