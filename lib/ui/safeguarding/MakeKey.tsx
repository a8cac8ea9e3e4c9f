/**
 * A new key: code and name, then the sheet to print, then some of it typed back. Only then is the key kept and the server
 * asked; its secret is in this piece's memory until then and nowhere after.
 */
import { useState } from 'preact/hooks'
import { memberKeyFrom, type OwnKey } from '../../concern/member-key.ts'
import { newSecret, toRecoveryCode } from '../../concern/recovery-code.ts'
import { useWords } from '../i18n/context.ts'
import { AskParts } from './AskParts.tsx'
import { CodeForm, type Asked } from './CodeForm.tsx'
import { useDesk } from './desk.ts'
import { Heading } from './Heading.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'

interface Fresh extends Asked {
  readonly key: OwnKey
  readonly recovery: string
}

async function freshKey(asked: Asked): Promise<Fresh> {
  const secret = newSecret()
  const [key, recovery] = await Promise.all([memberKeyFrom(secret), toRecoveryCode(secret)])
  return { ...asked, key, recovery }
}

export function MakeKey({ back }: { back: () => void }) {
  const { t } = useWords()
  const { team, view, act } = useDesk()
  const [fresh, setFresh] = useState<Fresh>()
  const [isPrinted, setPrinted] = useState(false)
  const [isBusy, setBusy] = useState(false)
  if (!fresh)
    return (
      <section class="panel" aria-labelledby="make">
        <Heading id="make">{t('safeguarding.make.title')}</Heading>
        <CodeForm
          go={t('safeguarding.make.go')}
          done={(asked) => void freshKey(asked).then(setFresh)}
          back={back}
        />
      </section>
    )
  if (!isPrinted)
    return (
      <RecoverySheet
        id={fresh.key.id}
        name={fresh.name}
        recovery={fresh.recovery}
        next={() => setPrinted(true)}
      />
    )
  const keep = async () => {
    setBusy(true)
    const { key, code, name } = fresh
    await act(async () => {
      await team.keep(key, name)
      await team.ask({ code, name }, view.isFirst)
    })
  }
  return (
    <section class="panel" aria-labelledby="check">
      <Heading id="check">{t('safeguarding.check.title')}</Heading>
      <p>{t('safeguarding.check.lead')}</p>
      <AskParts
        parts={fresh.recovery.split(' ')}
        label={(number) => t('safeguarding.check.part', { number })}
        wrong={(number) => t('safeguarding.check.wrong', { number })}
        go={t('safeguarding.check.go')}
        done={() => void keep()}
        isBusy={isBusy}
      />
      <div class="actions">
        <button type="button" class="button" onClick={() => setPrinted(false)}>
          {t('safeguarding.check.back')}
        </button>
      </div>
    </section>
  )
}
