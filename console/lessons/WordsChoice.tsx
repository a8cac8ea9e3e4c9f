import { message, mode } from './setup.ts'

/** What pupils read, on covered screens and where something is stopped. */
export const WordsChoice = () => (
  <label class="choice field">
    <span>
      {mode.value === 'eyes-up' ? 'What the covered screens say' : 'A message to the class'}{' '}
      <span class="soft">(optional)</span>
    </span>
    <input
      value={message.value}
      maxLength={200}
      autocomplete="off"
      onInput={(event) => (message.value = event.currentTarget.value)}
    />
  </label>
)
