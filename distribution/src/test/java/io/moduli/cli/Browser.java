package io.moduli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium that a test drives by the DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS = 60;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final StringBuilder received = new StringBuilder();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /**
     * Starts a browser.
     *
     * @param profile an empty folder for its files
     */
    Browser(Path executable, Path profile) throws Exception {
        process = new ProcessBuilder(
                executable.toString(), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--remote-debugging-port=0", "--user-data-dir=" + profile,
                "about:blank")
                .redirectErrorStream(true).redirectOutput(profile.resolve("browser.log").toFile()).start();
        String port = port(profile.resolve("DevToolsActivePort"));
        JsonNode pages = JSON.readTree(client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build(),
                BodyHandlers.ofString()).body());
        String address = pages.path(0).path("webSocketDebuggerUrl").asText();
        socket = client.newWebSocketBuilder().buildAsync(URI.create(address), this).get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The browser of this machine, if there is one. */
    static Optional<Path> installed() {
        return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    private String port(Path file) throws IOException, InterruptedException {
        for (int waited = 0; waited < SECONDS * 10; waited++) {
            if (Files.exists(file) && !Files.readString(file).isEmpty()) {
                return Files.readString(file).lines().findFirst().orElseThrow();
            }
            if (!process.isAlive()) {
                throw new IOException("the browser ended: " + process.exitValue());
            }
            Thread.sleep(100);
        }
        throw new IOException("the browser says no port within %d s".formatted(SECONDS));
    }

    /** Opens a page in a window of a width, and waits until its figures are drawn. */
    void open(Path page, int width, boolean dark) throws Exception {
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        call("Emulation.setEmulatedMedia", Map.of("media", "screen", "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        navigate("about:blank", "'1'");
        complaints.clear();
        requests.clear();
        navigate(page.toUri().toString(), "document.documentElement?.dataset.drawn ?? ''");
    }

    /** Shows the page as a sheet of paper of a width does. */
    void print(int width) throws Exception {
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** Goes to an address and waits until an expression is a number there. */
    private void navigate(String address, String ready) throws Exception {
        call("Page.navigate", Map.of("url", address));
        String there = "location.href === %s ? %s : ''".formatted(JSON.writeValueAsString(address), ready);
        for (int waited = 0; waited < SECONDS * 10; waited++) {
            if (evaluate(there).asText().matches("[0-9]+")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("%s is not ready within %d s".formatted(address, SECONDS));
    }

    /** What an expression of JavaScript comes to in the page. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** What the console said since the page was opened. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What was fetched since, the page itself included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(SECONDS, TimeUnit.SECONDS);
        JsonNode message = answer.get(SECONDS, TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            String text = received.toString();
            received.setLength(0);
            try {
                take(JSON.readTree(text));
            } catch (IOException unreadable) {
                complaints.add("the browser said what is not JSON: " + unreadable.getMessage());
            }
        }
        return WebSocket.Listener.super.onText(from, data, last);
    }

    private void take(JsonNode message) {
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "" -> Optional.ofNullable(answers.remove(message.path("id").asInt()))
                    .ifPresent(waiting -> waiting.complete(message));
            case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
                complaints.add(parameters.toString());
            case "Network.requestWillBeSent" -> requests.add(parameters.path("request").path("url").asText());
            default -> {}
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
