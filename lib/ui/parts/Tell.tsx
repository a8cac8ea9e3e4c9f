/** “Tell someone”, beside what else can be done on a page of ours. */
import { useWords } from '../i18n/context.ts'
import { Picto } from './Picto.tsx'

interface Props {
  readonly tell: () => void
}

export function Tell({ tell }: Props) {
  const { t } = useWords()
  return (
    <button type="button" class="button" onClick={tell}>
      <Picto name="tell" />
      {t('report.tell')}
    </button>
  )
}

/** Where there is nothing else to do. */
export const TellActions = ({ tell }: Props) => (
  <div class="actions">
    <Tell tell={tell} />
  </div>
)
