declare module 'lunar-javascript' {
  interface SolarDay {
    toYmd(): string;
    getLunar(): LunarDay;
  }
  interface LunarDay {
    getSolar(): SolarDay;
    getJieQiTable(): Record<string, SolarDay | undefined>;
  }
  export const Solar: { fromYmd(year: number, month: number, day: number): SolarDay };
  export const Lunar: { fromYmd(year: number, month: number, day: number): LunarDay };
}
