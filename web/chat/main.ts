import { createApp } from 'vue';
import '../shared/theme.css';
import ChatApp from './ChatApp.vue';

createApp(ChatApp).mount('#app');
