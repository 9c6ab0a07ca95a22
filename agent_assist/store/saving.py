"""Commits batches: everything in one transaction, a faulty job alone, and keys destroyed after the commit that ends them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain

from agent_assist.store import schema, writes
from agent_assist.store.database import Database
from agent_assist.store.opening import Saved
from agent_assist.store.records import Begin, Check, Expire, FollowUpRow, Job, StoreUnavailable
from agent_assist.store.vault import Vault

_MAKES_KEYS = (Begin, FollowUpRow)


def save(database: Database, vault: Vault, jobs: Sequence[Job]) -> Saved:
    """Make `jobs` durable. Raises `StoreUnavailable`, after which the same jobs may be saved again."""
    if not jobs:
        return Saved()
    if any(isinstance(job, Check) and job.thorough for job in jobs):
        database.check()
    try:
        outcomes = [_commit(database, vault, jobs)]
        faults: dict[int, Exception] = {}
    except StoreUnavailable:
        raise
    except Exception:  # noqa: BLE001 - one job is at fault, whatever it is: the others are kept
        outcomes, faults = _one_by_one(database, vault, jobs)
    for owner in chain.from_iterable(outcome.keys for outcome in outcomes):
        database.watch(partial(vault.destroy, owner))
    if any(isinstance(job, Expire) for job in jobs):
        sweep(database, vault)
    return Saved(faults, {call_id for outcome in outcomes for call_id in outcome.finished})


def sweep(database: Database, vault: Vault) -> None:
    """Destroy keys whose call or promise no longer needs them. Raises `StoreUnavailable`.

    Keys of promises stay while a damaged database is kept: they may be in there only.
    """

    def work() -> None:
        with database.writing() as connection:
            schema.hold(connection)  # a key is made under the same hold, so none is swept between key and commit
            calls, promises = writes.key_owners(connection)
            vault.sweep(calls, None if database.keeps_damaged() else promises)

    database.watch(work)


def _commit(database: Database, vault: Vault, jobs: Sequence[Job]) -> writes.Outcome:
    def work() -> writes.Outcome:
        outcome = writes.Outcome()
        with database.writing() as connection:
            if any(isinstance(job, _MAKES_KEYS) for job in jobs):
                schema.hold(connection)
            for job in jobs:
                writes.apply(connection, vault, job, outcome)
        return outcome

    return database.watch(work)


def _one_by_one(
    database: Database, vault: Vault, jobs: Sequence[Job]
) -> tuple[list[writes.Outcome], dict[int, Exception]]:
    outcomes: list[writes.Outcome] = []
    faults: dict[int, Exception] = {}
    for index, job in enumerate(jobs):
        try:
            outcomes.append(_commit(database, vault, [job]))
        except StoreUnavailable:
            raise
        except Exception as fault:  # noqa: BLE001 - it goes to the one who gave the job
            faults[index] = fault
    return outcomes, faults
