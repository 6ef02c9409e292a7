-- requestLinks.findByKeys
select *
from "disclosure_request" as "r"
where "r"."redacted_at" is null and "r"."request_no" in (select "k"."request_no"
from "disclosure_request_key" as "k"
where "k"."digest" in (select unhex(value)
from json_each(?)))
order by "r"."series_year", "r"."series_number";

-- requestLinks.listWithoutKeys
select *
from "disclosure_request" as "r"
where "r"."redacted_at" is null and not exists (select "k"."digest"
from "disclosure_request_key" as "k"
where "k"."request_no" = "r"."request_no")
order by "r"."request_no"
limit ?;

-- requestLinks.insertKeys
insert into disclosure_request_key (digest, request_no) select unhex(key.value ->> 0), r.request_no
from json_each(?) as key
cross join disclosure_request as r on r.request_no = key.value ->> 1
where r.redacted_at is null
on conflict do nothing;

-- requestLinks.findLaterVersions
 select shown.extract_no, shown.record_no, shown.line, a.version, a.amended_at
from (select value
from json_each(?)) as named
cross join extract_line as shown on shown.extract_no = named.value
cross join amendment as a on a.record_no = shown.record_no and a.version > shown.version and not exists ( select 1
from protected_line as p
where p.record_no = shown.record_no and p.line in (0, shown.line))
order by shown.record_no, a.version, shown.line;

-- requestLinks.findShowing
select "e"."request_no", "e"."extract_no", "e"."doc_no", "e"."issued_at", json_group_array(shown.line) as "lines"
from "extract_line" as "shown"
inner join "extract" as "e" on "e"."extract_no" = "shown"."extract_no"
where "shown"."record_no" = ? group by "e"."extract_no"
order by "e"."extract_no";

-- requestLinks.listTouched
select "r"."request_no"
from "disclosure_request" as "r"
where "r"."redacted_at" is null and r.request_no in ( select request_no
from disclosure_step
where kind = 'delivery_returned'
union all select e.request_no
from overtaken_extract as o
cross join extract as e on e.extract_no = o.extract_no
where exists ( select 1
from extract_line as shown
cross join amendment as a on a.record_no = shown.record_no and a.version > shown.version and not exists ( select 1
from protected_line as p
where p.record_no = shown.record_no and p.line in (0, shown.line))
where shown.extract_no = o.extract_no)) and ( (select total((s.kind = 'delivery_returned') - (s.kind = 'alert_settled'))
from disclosure_step as s
where s.request_no = r.request_no) + coalesce((select o.alerts
from extract as e
cross join overtaken_extract as o on o.extract_no = e.extract_no
where e.request_no = r.request_no), 0) > 0 or exists ( select 1
from extract as e
cross join extract_line as shown on shown.extract_no = e.extract_no
cross join erased_record as gone on gone.record_no = shown.record_no
where e.request_no = r.request_no)) and "r"."request_no" > ?
order by "r"."request_no";

-- requestLinks.findRecordsWithGaps
 select distinct line.record_no
from line
cross join current_record as r on r.record_no = line.record_no
where line.wording_id in (select value
from json_each(?)) and r.gaps is not null and r.void is null and r.lines ->> (line.line - 1) = line.wording_id and not exists ( select 1
from protected_line as p
where p.record_no = line.record_no and p.line in (0, line.line) and p.wording_id in (0, line.wording_id))
order by line.record_no
limit ?;

 select distinct line.record_no
from line
cross join current_record as r on r.record_no = line.record_no
where line.wording_id in (select value
from json_each(?)) and r.gaps is not null and r.void is null and r.lines ->> (line.line - 1) = line.wording_id and true
order by line.record_no
limit ?;

-- requestLinks.pageClosedBefore
select *
from "disclosure_request" as "r"
where "r"."redacted_at" is null and "r"."request_no" > ? and (select max(s.taken_at)
from disclosure_step as s
where s.request_no = r.request_no and s.kind in ('delivered', 'withdrawn') ) < ?
order by "r"."request_no"
limit ?;

-- requestLinks.redactBatch
delete
from disclosure_request_key
where request_no in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?)));

delete
from extract_chunk
where extract_no in ( select extract_no
from extract
where request_no in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?))));

delete
from letter_chunk
where letter_no in ( select letter_no
from letter
where request_no in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?))));

insert into audit_event (at, kind, actor, detail) select ?, 'retention.requests_redacted', ?, json_object( 'run_id', ?, 'request_nos', json_group_array(request_no))
from disclosure_request
where request_no in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?))) having count(*) > 0;

insert into disclosure_step (request_no, step, kind, taken_at, taken_by, sealed) select last.value ->> 0, last.value ->> 1, 'redacted', ?, ?, unhex(last.value ->> 2)
from json_each(?) as last
where last.value ->> 0 in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?)));

update approval
set sealed = null
where kind = 'extract' and subject in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?)));

update disclosure_request
set redacted_at = ?, sealed = unhex(judged.value ->> 2)
from json_each(?) as judged
where request_no = judged.value ->> 0 and redacted_at is null and judged.value ->> 1 = ( select count(*)
from disclosure_step as s
where s.request_no = judged.value ->> 0) and exists ( select 1
from retention_run
where run_id = ? and state = 'running' and dry_run = 0 and stop_requested = 0) and not exists ( select 1
from audit_event
where audit_no > ? and kind not in (select value
from json_each(?)));

update disclosure_step
set sealed = unhex(redacted.value ->> 2)
from json_each(?) as redacted
where request_no = redacted.value ->> 0 and step = redacted.value ->> 1 and request_no in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?)));

update retention_run
set beat_at = ?, report = json_set(report, '$.requests_redacted', coalesce(report ->> '$.requests_redacted', 0) + ( select count(*)
from disclosure_request
where request_no in ( select request_no
from disclosure_request
where redacted_at = ? and request_no in (select value
from json_each(?)))))
where run_id = ?;
