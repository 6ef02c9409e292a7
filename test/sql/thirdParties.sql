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
where "t"."third_party_id" in (select "listed"."third_party_id"
from "third_party" as "listed"
where "listed"."code" > ? and "listed"."code" in (select value
from json_each(?)) and (exists (select "v"."revision"
from "third_party_revision" as "v"
where "v"."third_party_id" = "listed"."third_party_id") or exists (select "r"."version"
from "record" as "r"
where "r"."third_party_id" = "listed"."third_party_id" and case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end) or not exists (select "r"."version"
from "record" as "r"
where "r"."third_party_id" = "listed"."third_party_id"))
order by "listed"."code"
limit ?)
order by "t"."code", "r"."revision";

select "t"."third_party_id", "t"."code", "r"."revision", "r"."effective_on", "r"."wording_id", "r"."registered_at", "r"."registered_by"
from "third_party" as "t"
left join "third_party_revision" as "r" on "r"."third_party_id" = "t"."third_party_id"
where "t"."third_party_id" in (select "listed"."third_party_id"
from "third_party" as "listed"
where "listed"."code" > ? and "listed"."code" in (select value
from json_each(?))
order by "listed"."code"
limit ?)
order by "t"."code", "r"."revision";

select "t"."third_party_id", "t"."code", "r"."revision", "r"."effective_on", "r"."wording_id", "r"."registered_at", "r"."registered_by"
from "third_party" as "t"
left join "third_party_revision" as "r" on "r"."third_party_id" = "t"."third_party_id"
where "t"."third_party_id" in (select "listed"."third_party_id"
from "third_party" as "listed"
where "listed"."code" > ? and (exists (select "v"."revision"
from "third_party_revision" as "v"
where "v"."third_party_id" = "listed"."third_party_id") or exists (select "r"."version"
from "record" as "r"
where "r"."third_party_id" = "listed"."third_party_id" and case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end) or not exists (select "r"."version"
from "record" as "r"
where "r"."third_party_id" = "listed"."third_party_id"))
order by "listed"."code"
limit ?)
order by "t"."code", "r"."revision";

select "t"."third_party_id", "t"."code", "r"."revision", "r"."effective_on", "r"."wording_id", "r"."registered_at", "r"."registered_by"
from "third_party" as "t"
left join "third_party_revision" as "r" on "r"."third_party_id" = "t"."third_party_id"
where "t"."third_party_id" in (select "listed"."third_party_id"
from "third_party" as "listed"
where "listed"."code" > ? and not exists (select "v"."revision"
from "third_party_revision" as "v"
where "v"."third_party_id" = "listed"."third_party_id") and (exists (select "v"."revision"
from "third_party_revision" as "v"
where "v"."third_party_id" = "listed"."third_party_id") or exists (select "r"."version"
from "record" as "r"
where "r"."third_party_id" = "listed"."third_party_id" and case when not exists (select 1
from protected_line as p
where p.record_no = r.record_no) then true when exists (select 1
from protected_line as p
where p.record_no = r.record_no and p.line = 0) then false else exists (select 1
from json_each(r.lines) as named
where not exists ( select 1
from protected_line as p
where p.record_no = r.record_no and p.line = named.key + 1 and p.wording_id in (0, named.value))) end) or not exists (select "r"."version"
from "record" as "r"
where "r"."third_party_id" = "listed"."third_party_id"))
order by "listed"."code"
limit ?)
order by "t"."code", "r"."revision";

select "t"."third_party_id", "t"."code", "r"."revision", "r"."effective_on", "r"."wording_id", "r"."registered_at", "r"."registered_by"
from "third_party" as "t"
left join "third_party_revision" as "r" on "r"."third_party_id" = "t"."third_party_id"
where "t"."third_party_id" in (select "listed"."third_party_id"
from "third_party" as "listed"
where "listed"."code" > ?
order by "listed"."code"
limit ?)
order by "t"."code", "r"."revision";

-- thirdParties.insert
insert into third_party (third_party_id, code) select value ->> 0, value ->> 1
from json_each(?);

-- thirdParties.insertRevision
insert into "third_party_revision" ("third_party_id", "revision", "effective_on", "wording_id", "registered_at", "registered_by")
values (?, ?, ?, ?, ?, ?);
