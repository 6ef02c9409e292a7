-- audit.list
select *
from "audit_event"
where "audit_no" > ? and "kind" = ? and "kind" not like ?
order by "audit_no"
limit ?;

select *
from "audit_event"
where "audit_no" > ? and "kind" = ?
order by "audit_no"
limit ?;

-- audit.newest
select "e".*
from "audit_event" as "e"
where "e"."kind" not like ? and "e"."audit_no" < ? and "e"."kind" = ? and "e"."at" >= ? and "e"."at" < ? and instr(' ' || "e"."actor" || ' ', ' ' || ? || ' ') > 0
order by "e"."audit_no" desc
limit ?;

-- audit.readingsOf
 select *
from audit_event
where detail ->> 'record_no' = ? and audit_no < ? and kind not like ? and coalesce(detail ->> 'version', 0) not in (select value
from json_each(?)) and coalesce(detail ->> 'line', 0) not in (select value
from json_each(?))
union all select listing.*
from json_each(?) as wanted
cross join audit_event as listing on listing.audit_no in ( select audit_no
from audit_event
where kind = wanted.value and audit_no < ?
order by audit_no desc
limit ?)
where instr(listing.detail, ?) > 0 and exists ( select 1
from json_each(listing.detail, '$.record_nos') as named
where named.value = ?)
union all select listing.*
from json_each(?) as wanted
cross join audit_event as listing on listing.audit_no in ( select audit_no
from audit_event
where kind = wanted.value and audit_no < ?
order by audit_no desc
limit ?)
where listing.at >= ? and listing.detail ->> 'request_no' in (select value
from json_each(?))
order by audit_no desc
limit ?;

-- audit.insert
insert into audit_event (at, kind, actor, detail) select value ->> 0, value ->> 1, value ->> 2, value ->> 3
from json_each(?);
