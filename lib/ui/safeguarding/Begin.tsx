/** No key in this browser yet: make one, or bring one back from its recovery sheet. */
import { useState } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'
import { MakeKey } from './MakeKey.tsx'
import { Recover } from './Recover.tsx'

export function Begin() {
  const { t } = useWords()
  const [way, setWay] = useState<'new' | 'recover'>()
  const back = () => setWay(undefined)
  if (way === 'new') return <MakeKey back={back} />
  if (way === 'recover') return <Recover back={back} />
  return (
    <section class="panel" aria-labelledby="begin">
      <h2 id="begin">{t('safeguarding.begin.title')}</h2>
      <p>{t('safeguarding.begin.lead')}</p>
      <div class="columns">
        <Way
          name={t('safeguarding.begin.new')}
          lead={t('safeguarding.begin.newLead')}
          main
          go={() => setWay('new')}
        />
        <Way
          name={t('safeguarding.begin.recover')}
          lead={t('safeguarding.begin.recoverLead')}
          go={() => setWay('recover')}
        />
      </div>
    </section>
  )
}

function Way({
  name,
  lead,
  main = false,
  go,
}: {
  name: string
  lead: string
  main?: boolean
  go: () => void
}) {
  return (
    <div class="stack">
      <button type="button" class={main ? 'button button--main' : 'button'} onClick={go}>
        {name}
      </button>
      <p class="small soft">{lead}</p>
    </div>
  )
}
