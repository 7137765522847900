-- Version 2: for people who ask with SQL. Nothing of ours reads it.

-- The in-toto statement in a leaf, or null where the leaf holds none. It verifies no signature.
create function folkmoot_statement(leaf bytea) returns jsonb immutable strict language plpgsql as $$
declare
    envelope jsonb;
begin
    envelope := convert_from(leaf, 'UTF8')::jsonb;
    return convert_from(decode(envelope ->> 'payload', 'base64'), 'UTF8')::jsonb;
exception when others then
    return null;
end
$$;

create view folkmoot_leaves as
select l.origin,
       e.index,
       s.statement ->> 'predicateType' as type,
       s.statement -> 'predicate' as predicate,
       e.leaf
from folkmoot_entry e
join folkmoot_log l on l.id = e.log
cross join lateral (select folkmoot_statement(e.leaf) as statement) s;

create view folkmoot_rounds as
select origin,
       index,
       (predicate -> 'round' ->> 'number')::bigint as round,
       (predicate -> 'round' ->> 'attempt')::bigint as attempt,
       predicate -> 'round' ->> 'outcome' as outcome,
       predicate -> 'round' ->> 'reason' as reason,
       predicate -> 'model' ->> 'after' as model,
       predicate
from folkmoot_leaves
where predicate ? 'round';
