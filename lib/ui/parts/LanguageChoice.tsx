/** Another language for every page of ours, each by its own name: whoever needs it cannot read the others. */
import { useWords } from '../i18n/context.ts'
import { LANGUAGES, isLanguage, type Language } from '../i18n/languages.ts'

export function LanguageChoice({ choose }: { choose: (language: Language) => void }) {
  const { t, lang } = useWords()
  return (
    <div class="language">
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle cx="12" cy="12" r="9" />
        <path d="M3 12h18 M12 3c-6 5-6 13 0 18 M12 3c6 5 6 13 0 18" />
      </svg>
      <select
        aria-label={t('app.language')}
        value={lang}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && choose(value)}
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
