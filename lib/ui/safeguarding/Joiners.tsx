/** Who waits to join. A member vouches for a key only by what stands on its owner's own screen. */
import { useEffect, useState } from 'preact/hooks'
import type { Joining } from '../../protocol/concerns.ts'
import { fingerprintOf } from '../../protocol/safeguarding-keys.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { AskParts } from './AskParts.tsx'
import { useDesk } from './desk.ts'
import { partsOf } from './Fingerprint.tsx'

interface Joiner {
  readonly id: string
  readonly who: Joining
}

/** The names of their keys are made here: the server's word for them would prove nothing. */
function useJoiners(joining: readonly Joining[]): readonly Joiner[] {
  const [joiners, setJoiners] = useState<readonly Joiner[]>([])
  useEffect(() => {
    let isLatest = true
    const named = joining.map(async (who) => ({ id: await fingerprintOf(who.keys), who }))
    void Promise.all(named).then((made) => isLatest && setJoiners(made))
    return () => {
      isLatest = false
    }
  }, [joining])
  return joiners
}

export function Joiners() {
  const { t } = useWords()
  const { view } = useDesk()
  const joiners = useJoiners(view.joining)
  return (
    <section class="panel" aria-labelledby="joining">
      <h2 id="joining">{t('safeguarding.keys.joining')}</h2>
      {joiners.length === 0 ? (
        <p class="soft">{t('safeguarding.keys.noneJoining')}</p>
      ) : (
        <ul class="rows">
          {joiners.map((joiner) => (
            <Row key={joiner.id} joiner={joiner} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Row({ joiner: { id, who } }: { joiner: Joiner }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const [isComparing, setComparing] = useState(false)
  const when = whenWords(words, who.at, { now: team.now(), timeZone: view.start.timeZone })
  return (
    <li class="row">
      <h3>
        <bdi>{who.name}</bdi>
      </h3>
      <p class="small">{t(`safeguarding.keys.role.${who.role}`)}</p>
      <p class="small soft">
        {t('safeguarding.keys.account')} <bdi>{who.account}</bdi> · {t('safeguarding.keys.askedAt', { when })}
      </p>
      {isComparing ? (
        <Compare id={id} who={who} />
      ) : who.own ? (
        <p class="note small">{t('safeguarding.keys.ownAccount')}</p>
      ) : (
        !view.ledger.refused && (
          <div class="actions">
            <button type="button" class="button" onClick={() => setComparing(true)}>
              {t('safeguarding.keys.vouch')}
            </button>
          </div>
        )
      )}
    </li>
  )
}

function Compare({ id, who }: { id: string; who: Joining }) {
  const { t } = useWords()
  const { team, view, act } = useDesk()
  const [isBusy, setBusy] = useState(false)
  const { name } = who
  const vouch = async () => {
    setBusy(true)
    await act(() => team.vouch(who, view.ledger))
    setBusy(false)
  }
  return (
    <div class="confirm stack">
      <h4>{t('safeguarding.keys.compareTitle', { name })}</h4>
      <p>{t('safeguarding.keys.compare', { name })}</p>
      <p class="small soft">{t('safeguarding.keys.compareWhy')}</p>
      <AskParts
        parts={partsOf(id)}
        label={(number) => t('safeguarding.keys.part', { number })}
        wrong={() => t('safeguarding.keys.different', { name })}
        go={t('safeguarding.keys.vouch')}
        done={() => void vouch()}
        isBusy={isBusy}
      />
    </div>
  )
}
