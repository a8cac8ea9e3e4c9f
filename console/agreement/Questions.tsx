import { MOST_QUESTIONS } from '../../lib/protocol/agreement.ts'
import { change, changeQuestion, draft, type DraftQuestion, EMPTY_QUESTION } from './draft.ts'

/** What is asked after reading: a wrong answer is explained, and asked again. */
export const Questions = () => (
  <fieldset class="agreement-questions">
    <legend>Questions</legend>
    <p class="soft small">
      A few short ones show that it is understood. A wrong answer costs nothing: the reason is shown, and the
      question comes again.
    </p>
    {draft.value.questions.map((one, place) => (
      <Question key={place} one={one} place={place} />
    ))}
    {draft.value.questions.length < MOST_QUESTIONS && (
      <div class="actions">
        <button
          type="button"
          class="button"
          onClick={() => change({ questions: [...draft.value.questions, EMPTY_QUESTION] })}
        >
          Add a question
        </button>
      </div>
    )}
  </fieldset>
)

const Question = ({ one, place }: { one: DraftQuestion; place: number }) => (
  <fieldset class="agreement-question">
    <legend>Question {place + 1}</legend>
    <label class="field">
      <span>What is asked</span>
      <input
        value={one.question}
        maxLength={300}
        onInput={(event) => changeQuestion(place, { question: event.currentTarget.value })}
      />
    </label>
    {one.answers.map((answer, i) => (
      <Answer key={i} one={one} place={place} i={i} answer={answer} />
    ))}
    <label class="field">
      <span>Why, in kind words</span>
      <input
        value={one.why}
        maxLength={400}
        onInput={(event) => changeQuestion(place, { why: event.currentTarget.value })}
      />
    </label>
    <div class="actions">
      <button
        type="button"
        class="button button--quiet"
        onClick={() => change({ questions: draft.value.questions.filter((_, other) => other !== place) })}
      >
        Take out question {place + 1}
      </button>
    </div>
  </fieldset>
)

interface AnswerProps {
  readonly one: DraftQuestion
  readonly place: number
  readonly i: number
  readonly answer: string
}

const Answer = ({ one, place, i, answer }: AnswerProps) => (
  <div class="agreement-answer">
    <label class="field">
      <span>
        Answer {i + 1}
        {i > 1 && ' (optional)'}
      </span>
      <input
        value={answer}
        maxLength={200}
        onInput={({ currentTarget: { value } }) =>
          changeQuestion(place, { answers: one.answers.map((other, at) => (at === i ? value : other)) })
        }
      />
    </label>
    <label class="agreement-right">
      <input
        type="radio"
        name={`right-${place}`}
        checked={one.right === i}
        onChange={() => changeQuestion(place, { right: i })}
      />
      <span>
        Right
        <span class="hidden-visually">
          : answer {i + 1} of question {place + 1}
        </span>
      </span>
    </label>
  </div>
)
