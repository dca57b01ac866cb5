import { createI18n } from 'vue-i18n';
import { zh } from './zh';

const KEPT = 'xinyue-language';

export type Language = 'zh' | 'en';

const kept = ((): Language => {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
})();

/** Chinese is here from the beginning; English is fetched by whoever asks for it. */
export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh } });

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en' as 'zh')) {
    const { en } = await import('./en');
    i18n.global.setLocaleMessage('en' as 'zh', en as unknown as typeof zh);
  }
  i18n.global.locale.value = language as 'zh';
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // a browser that keeps nothing asks again next time
  }
}

if (kept === 'en') void speak('en');
