/** Words that turn it round: a lesson, an article, a court, a doctor, somebody who helps. Several are asked for. */

/** Somebody offers help. Seldom beside what it helps against, except in small print. */
export const HELP = `helpline* samaritans childline support_group* charity counsel* counselling recovery get_help
  seek_help crisis talk_to_someone not_alone worried_about prevention prevent overcome survivor* addiction rehab* withdrawal_symptoms
  self_help support_service* safeguard* mental_health wellbeing therap* advice harm_reduction samaritan trusted_adult gp nhs
  emergency ask_for_help warning_signs urges someone_you_trust listening_service
  llinell_gymorth elusen cymorth cwnsela adferiad iechyd_meddwl lles poeni_am atal
  telefon_zaufania pomoc pomocy wsparcie wsparcia fundacja terapi* leczen* uzaleznien* profilaktyk* zdrowie_psychiczne
  linie_de_ajutor ajutor sprijin fundatia consiliere recuperare sanatate_mintala dependent* prevenire
  лінія_довіри гаряча_лінія допомог* підтримк* фонд психолог* терапі* лікуван* залежн* запобіган* профілактик*
  خط_المساعده مساعده دعم علاج ادمان استشار* وقايه صحه_نفسيه
  ہیلپ_لائن مدد علاج نشے_کی_لت مشاورت بچاو ذہنی_صحت
  ਹੈਲਪਲਾਈਨ ਮਦਦ ਇਲਾਜ ਸਲਾਹ ਸਹਾਇਤਾ ਮਾਨਸਿਕ_ਸਿਹਤ
  linea_de_ayuda ayuda apoyo adiccion* prevencion salud_mental terapia
  ligne_d_ecoute aide soutien dependance* sante_mentale traitement
  hilfe beratung* seelsorge sucht* pravention therapie* krisentelefon`

/** Somebody studies, teaches, reports or rules on it. */
export const STUDY = `encyclopaedia encyclopedia wikipedia citation* references bibliography et_al doi isbn journal study
  studies research* university professor history historian* historical century centuries museum according_to article articles
  legislation statute court courts parliament minister police reported survey percent per_cent statistics chapter essay
  lesson lessons pupils pupil teacher* curriculum gcse textbook author authors published theory analysis evidence law laws
  lawful offence* penalt* documentation function install* parameter* constitution treaty policy government* economic political
  politics philosophy scholar* literature novel religion society social scientific hypothesis probability empire revolution
  president congress senate republic union trade labour labor capitalism anarchis* holocaust memorial genocide remembrance
  racism racist antisemitism discrimination equality rights campaign patient* symptom* treatment* diagnos* doctor* clinic*
  medicine medical disease disorder* hospital* classification pharmacolog* toxic* edit_source retrieved verse prophet bible
  quran lord god holy committee journalist* newspaper correspondent spokesman spokeswoman investigat* prosecut* convicted
  trial sentenced jury inquest regulator* commission report consultation journal
  hanes prifysgol ymchwil amgueddfa gwers gwersi disgyblion athro athrawon deddf llys senedd llywodraeth erthygl ganrif
  histori* uniwersytet* badani* badan muzeum lekcj* uczni* nauczyciel* ustaw* sad sadu rzad* artykul* wieku encyklopedi* policj*
  istori* universitat* cercet* muzeu* lecti* elevi profesor* lege legea instant* guvern* articol* secol* enciclopedi* politia
  історі* університет* дослідж* музе* урок* учн* вчител* закон* суд суду уряд* стаття статті століт* енциклопеді* поліці*
  تاريخ جامعه دراسه دراسات بحث متحف درس تلاميذ معلم قانون محكمه حكومه مقال قرن موسوعه شرطه الله
  تاریخ یونیورسٹی تحقیق مطالعہ عجائب_گھر سبق طلبہ استاد قانون عدالت حکومت مضمون صدی پولیس اللہ
  ਇਤਿਹਾਸ ਯੂਨੀਵਰਸਿਟੀ ਖੋਜ ਅਧਿਐਨ ਪਾਠ ਵਿਦਿਆਰਥੀ* ਅਧਿਆਪਕ* ਕਾਨੂੰਨ ਅਦਾਲਤ ਸਰਕਾਰ ਲੇਖ ਸਦੀ ਪੁਲਿਸ
  histori* universidad* investigac* museo leccion* alumnos ley leyes tribunal* gobierno* articulo* siglo* enciclopedia policia dios
  histoire* universite* recherche* musee lecon* eleves loi lois tribuna* gouvernement* article* siecle* encyclopedie dieu
  geschicht* universitat* forschung* museum unterricht schuler* gesetz* gericht* regierung* artikel jahrhundert* polizei gott`
