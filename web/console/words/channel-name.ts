import { useI18n } from 'vue-i18n';

/** What people call the door by which something came or goes. */
export function useChannelName(): (channel: string) => string {
  const { t, te } = useI18n();
  return (channel) => (te(`channelNames.${channel}`) ? t(`channelNames.${channel}`) : channel);
}
