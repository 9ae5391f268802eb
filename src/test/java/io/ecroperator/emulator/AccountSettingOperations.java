package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Account settings.
 *
 * @see AccountSetting
 */
final class AccountSettingOperations {
    private static final int MAX_NAME = 64;

    private final EmulatorState state;

    AccountSettingOperations(EmulatorState state) {
        this.state = state;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetAccountSetting", Operation.read(this::get),
                "PutAccountSetting", Operation.write(this::put));
    }

    private JsonNode get(AwsRequest request) {
        AccountSetting setting = setting(request.parameters());
        String value = state.ownRegistry(request).settings().with(setting::in);
        return answer(setting, value);
    }

    private JsonNode put(AwsRequest request) {
        AccountSetting setting = setting(request.parameters());
        String value = request.parameters().oneOf("value", setting.allowed()).orElseThrow(() -> request.parameters()
                .missing("value"));
        state.ownRegistry(request).settings().with(settings -> settings.account()
                .put(setting.name(), value));
        return answer(setting, value);
    }

    private static AccountSetting setting(Parameters parameters) {
        String name = parameters.string("name", 1, MAX_NAME).orElseThrow(() -> parameters.missing("name"));
        return AccountSetting.named(name)
                .orElseThrow(() -> AwsError.invalidParameter("name", "Invalid account setting name: " + name));
    }

    private static JsonNode answer(AccountSetting setting, String value) {
        return Json.object().put("name", setting.name()).put("value", value);
    }
}
